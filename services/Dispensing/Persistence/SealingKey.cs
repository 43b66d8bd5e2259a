using System.ComponentModel.DataAnnotations;

namespace Supply.Dispensing.Persistence;

/// <summary>A pair of keys (P-256): devices seal the patient's reference for its public half, and only this service opens it.</summary>
public sealed class SealingKey
{
    [MaxLength(22)] public required string Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The point, 4 and two coordinates: 65 bytes.</summary>
    [MaxLength(65)] public required byte[] PublicKey { get; init; }

    /// <summary>PKCS #8, sealed under a key that is made of the patients' key <see cref="ProtectedBy"/>; never readable in the
    /// database.</summary>
    [MaxLength(512)] public required byte[] PrivateKey { get; set; }

    public required int ProtectedBy { get; set; }
}
