using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Supply.Dispensing.Domain;

namespace Supply.Dispensing.Persistence;

/// <summary>
/// A person said that a prescription was not filled. It is a check on the record of the pharmacy and changes no figure; who said it is not
/// known, and nothing of the patient is kept.
/// </summary>
public sealed class CitizenReport
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // without those that are read as another

    /// <summary>Made by the sender, so that what is sent twice is one report.</summary>
    public required Guid Id { get; init; }

    /// <summary>1; 2 or more once it has been answered. The ETag.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The code as it was printed.</summary>
    [MaxLength(11)] public required string StatedFacility { get; init; }

    /// <summary>The code that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; set; }

    [MaxLength(2)] public required string State { get; set; }
    [MaxLength(60)] public required string Folio { get; init; }
    [MaxLength(CitizenText.Longest)] public required string Missing { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The date of <see cref="ReceivedAt"/> at the facility.</summary>
    public required DateOnly LocalDate { get; init; }

    /// <summary>As in <see cref="CitizenAnswer"/>; null: nobody has answered.</summary>
    [MaxLength(20)] public string? Answer { get; set; }

    [MaxLength(CitizenText.Longest)] public string? AnswerText { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public string? AnsweredBy { get; set; }

    /// <summary>The delivery after which nothing was owed any longer; null: there was none since.</summary>
    public Guid? Delivery { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the sender is told and can quote.</summary>
    public string Number => NumberOf(Id);

    public static string NumberOf(Guid id)
    {
        var hash = SHA256.HashData(id.ToByteArray());
        var letters = string.Concat(hash.Take(10).Select(x => Letters[x % Letters.Length]));
        return $"{letters[..5]}-{letters[5..]}";
    }
}
