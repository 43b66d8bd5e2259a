using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;

namespace Supply.Indicators.Features.Live;

/// <summary>A figure that at least one stream is told of.</summary>
internal sealed class WatchedFigure(FigureQuery asked, Period period)
{
    private readonly HashSet<FigureSubscription> streams = [];

    public FigureQuery Asked => asked;
    public Period Period => period;

    /// <summary>Of the answer as it was when the figure was last looked at; null: not yet.</summary>
    public string? Tag { get; set; }

    /// <summary>Of the stored figure, when <see cref="Tag"/> was made; null: not yet.</summary>
    public int? Revision { get; set; }

    public bool IsWatched
    {
        get
        {
            lock (streams)
                return streams.Count > 0;
        }
    }

    public void Add(FigureSubscription stream)
    {
        lock (streams)
            streams.Add(stream);
    }

    public void Remove(FigureSubscription stream)
    {
        lock (streams)
            streams.Remove(stream);
    }

    public void Wake()
    {
        lock (streams)
            foreach (var stream in streams)
                stream.Wake();
    }
}
