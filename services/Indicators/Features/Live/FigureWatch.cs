using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Live;

/// <summary>
/// Looks twice a second at the figures that streams wait for, all of them with one read by key, and wakes the streams of those that
/// have changed. <c>Indicators:Streams</c> (2,000) are open at most in a process.
/// </summary>
internal sealed partial class FigureWatch(IServiceScopeFactory scopes, TimeProvider clock, IConfiguration configuration,
    ILogger<FigureWatch> log) : BackgroundService
{
    private const int Batch = 500;

    private static readonly TimeSpan every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(20);

    private readonly int most = configuration.GetValue("Indicators:Streams", 2_000);
    private readonly Dictionary<(string Indicator, Group Group, string Period), WatchedFigure> figures = [];
    private int open;

    public int Open
    {
        get
        {
            lock (figures)
                return open;
        }
    }

    /// <returns>Null: as many streams are open as there may be.</returns>
    public FigureSubscription? Join(FigureQuery asked, Period period)
    {
        lock (figures)
        {
            if (open >= most)
                return null;
            open++;
            var key = (asked.Indicator.Code, asked.Group, period.Text);
            if (!figures.TryGetValue(key, out var figure))
                figures[key] = figure = new(asked, period);
            var stream = new FigureSubscription(this, figure);
            figure.Add(stream);
            return stream;
        }
    }

    public void Leave(FigureSubscription stream, WatchedFigure figure)
    {
        lock (figures)
        {
            open--;
            figure.Remove(stream);
            if (!figure.IsWatched)
                figures.Remove((figure.Asked.Indicator.Code, figure.Asked.Group, figure.Period.Text));
        }
    }

    /// <summary>As <see cref="GetFigure"/> answers it.</summary>
    public static string TagOf(FigureView figure) => ETagAnswer.Of(figure).Tag;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        var beaten = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            List<WatchedFigure> all;
            lock (figures)
                all = [.. figures.Values];
            try
            {
                foreach (var some in all.Chunk(Batch))
                    await Look(some, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LookedInVain(e); // the database is away; the next look is soon
            }
            if (clock.GetElapsedTime(beaten) < beat)
                continue;
            beaten = clock.GetTimestamp();
            all.ForEach(x => x.Wake());
        }
    }

    private async Task Look(WatchedFigure[] some, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IndicatorsDb>();
        var revisions = await db.Figures.WithKeys(x => new { x.Family, x.Level, x.Code, x.Period }, some.Select(x =>
                new { x.Asked.Indicator.Family, x.Asked.Group.Level, x.Asked.Group.Code, Period = x.Period.Text }))
            .AsNoTracking().Select(x => new { x.Family, x.Level, x.Code, x.Period, x.Revision })
            .ToDictionaryAsync(x => (x.Family, new Group(x.Level, x.Code), x.Period), x => x.Revision, ct);
        foreach (var x in some)
        {
            var revision = revisions.GetValueOrDefault((x.Asked.Indicator.Family, x.Asked.Group, x.Period.Text));
            if (x.Revision == revision)
                continue;
            var tag = (await GetFigure.Read(db, x.Asked, x.Period, Refresh.Today(clock), ct)).Refused(out _, out var figure) ? null
                : TagOf(figure);
            (x.Revision, var changed, x.Tag) = (revision, x.Tag != tag, tag);
            if (changed)
                x.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Figures for streams could not be read.")]
    private partial void LookedInVain(Exception e);
}
