using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>A fact of the log or a figure that could not be counted; the others go on without it, and figures say how
/// many there are.</summary>
public sealed class UncountedItem
{
    public const string GroupFigures = "figure";
    public const string Reference = "reference";

    /// <summary>A kind of document of <see cref="DocumentKind"/>, or one of the constants here.</summary>
    [MaxLength(20)] public required string Kind { get; init; }

    /// <summary>Id of the document, or what names the day or the figure.</summary>
    public required string Item { get; init; }

    /// <summary>Of the document; 0 for figures. A later version is looked at anew.</summary>
    public int Version { get; set; }

    /// <summary>Its date can be in no figure; it comes back by itself when it can.</summary>
    public bool ByDate { get; set; }

    [MaxLength(500)] public required string Reason { get; set; }
    public DateTimeOffset At { get; set; }

    public void Because(int version, bool byDate, string reason, DateTimeOffset now)
    {
        (Version, ByDate, At) = (version, byDate, now);
        Reason = reason.Length > 500 ? reason[..500] : reason;
    }
}
