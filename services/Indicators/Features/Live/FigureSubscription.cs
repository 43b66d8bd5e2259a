using System.Threading.Channels;

namespace Supply.Indicators.Features.Live;

/// <summary>
/// One stream's place at a figure. It holds no more than that there is something to say, however slowly its reader reads.
/// </summary>
internal sealed class FigureSubscription(FigureWatch watch, WatchedFigure figure) : IDisposable
{
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true,
    });

    public string? Tag => figure.Tag;

    public void Wake() => signal.Writer.TryWrite(true);

    /// <summary>Until the figure has changed or the reader has to hear that the stream lives.</summary>
    public ValueTask<bool> Next(CancellationToken ct) => signal.Reader.ReadAsync(ct);

    public void Dispose() => watch.Leave(this, figure);
}
