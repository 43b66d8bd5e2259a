namespace Supply.Indicators.Persistence;

/// <summary>The last day for which it was computed who has to report.</summary>
public sealed class Rollover
{
    public required int Id { get; init; }
    public DateOnly Through { get; set; }

    /// <summary>The last close left figures unpublished that changed meanwhile; it goes on by itself.</summary>
    public bool CloseUnfinished { get; set; }

    /// <summary>A rebuild was begun and has not ended: it is begun anew where nobody is at it.</summary>
    public bool RebuildUnfinished { get; set; }
}
