using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Reference;

/// <summary>What was stored under a code that means another facility now, and how far the service's rows have followed.</summary>
public sealed class CodeChange
{
    /// <summary>The code under which the rows were recorded.</summary>
    [MaxLength(11)] public required string Stated { get; init; }

    /// <summary>The code that they are to have; <see cref="Stated"/> itself where the catalogue has taken a change back.</summary>
    [MaxLength(11)] public required string Current { get; set; }

    /// <summary>How often the catalogue has changed it; whoever works on an older one finds out when it saves.</summary>
    public required int Mark { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>When rows are looked for next; null: never again, unless the code changes once more.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Times that all rows were looked through since the last change.</summary>
    public int Sweeps { get; set; }

    public long Moved { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What is in the way, if anything is.</summary>
    [MaxLength(1000)] public string? Note { get; set; }

    /// <summary>Rows are to have this code from now on.</summary>
    public void Request(string current, DateTimeOffset now)
    {
        Mark++;
        (Current, RequestedAt, DueAt, Sweeps, FinishedAt, Note) = (current, now, now, 0, null, null);
    }

    /// <summary>Nothing is left to move at present. It is looked again later for rows that were being written meanwhile.</summary>
    /// <returns>It was the last time.</returns>
    public bool Swept(DateTimeOffset now, IReadOnlyList<TimeSpan> later)
    {
        Note = null;
        DueAt = Sweeps < later.Count ? now + later[Sweeps] : null;
        Sweeps++;
        if (DueAt is null)
            FinishedAt = now;
        return DueAt is null;
    }
}
