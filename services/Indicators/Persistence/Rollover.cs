namespace Supply.Indicators.Persistence;

/// <summary>The last day for which it was computed who has to report.</summary>
public sealed class Rollover
{
    public required int Id { get; init; }
    public DateOnly Through { get; set; }

    /// <summary>The last close left figures unpublished that changed meanwhile; it goes on by itself.</summary>
    public bool CloseUnfinished { get; set; }
}
