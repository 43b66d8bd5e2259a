using System.ComponentModel.DataAnnotations;

namespace Supply.Dispensing.Persistence;

/// <summary>
/// A code that the catalogue has not told of, by the prescriptions that name it: what a message of the catalogue looks up.
/// </summary>
public sealed class UnknownCode
{
    [MaxLength(15)] public required string Code { get; init; }
    public required Guid Prescription { get; init; }
}
