using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Reference;

namespace Supply.Indicators.Tests.Model;

/// <summary>
/// Random histories: documents that come late, corrected, voided, in any order and twice; facilities that change kind, class, code, and
/// back; claves that change class. Every figure of every group equals a naive count of all that was said, now and as of every close.
/// </summary>
public sealed class FigureModelTests
{
    private const int Closes = 3;
    private const int Steps = 45;

    private static readonly string[] levels = ["nation", "state", "unitLevel", "unitType", "rural", "facility"];

    // One of each kind of document; those beside them come from the same publications.
    private static readonly string[] published = ["ind-a", "ind-b", "ind-b-hospital", "ind-b-pieces"];

    private sealed record Close(DateTimeOffset AsOf, DateOnly Last, Said Said);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_figure_at_every_as_of_equals_a_naive_recount(int seed)
    {
        var random = new Random(seed);
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        var (said, history, closes) = (new Said(), new History(random), new List<Close>());
        var today = new DateOnly(2026, 10, 15);
        for (var close = 0; close <= Closes; close++)
        {
            await Live(at, said, history, random, today);
            await Followed(at);
            await at.Refresh();
            if (close == Closes)
                break;
            today = close == Closes - 1 ? new(2026, 11, 4) : today.AddDays(2);
            var now = new DateTimeOffset(today, new(9, 0), TimeSpan.Zero); // past midnight in Tijuana
            at.Host.Clock.Set(now);
            await at.Close();
            closes.Add(new(now.AddMinutes(1), today.AddDays(-2), said.Copy()));
            at.Host.Clock.Set(now.AddHours(9));
        }
        await RunningAre(new Recount(said, today), at, today);
        foreach (var close in closes)
            await PublishedAre(new Recount(close.Said, close.Last), at, close);
        await at.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says
    }

    private static async Task Live(IndicatorsHost at, Said said, History history, Random random, DateOnly today)
    {
        var messages = Enumerable.Range(0, Steps).Select(_ => history.Next(today)).ToArray();
        random.Shuffle(messages);
        foreach (var message in messages)
        {
            said.Add(message);
            await Deliver(at, message, times: random.Next(4) == 0 ? 2 : 1);
            if (random.Next(12) == 0)
                await at.Refresh();
            if (random.Next(12) == 0)
                await Followed(at);
        }
    }

    private static async Task RunningAre(Recount recount, IndicatorsHost at, DateOnly today)
    {
        foreach (var period in Periods(today))
            await FiguresAre(recount, at, period, "", [.. Recount.Prescriptions, .. Recount.Orders]);
    }

    // What has not ended at a close is not published by it.
    private static async Task PublishedAre(Recount recount, IndicatorsHost at, Close close)
    {
        foreach (var period in Periods(close.Last).Where(x => Span(x).To <= close.Last))
            await FiguresAre(recount, at, period, $"&asOf={close.AsOf:yyyy-MM-ddTHH:mm:ssZ}", published);
    }

    private static async Task FiguresAre(
        Recount recount, IndicatorsHost at, string period, string asOf, string[] indicators)
    {
        var (from, to) = Span(period);
        foreach (var indicator in indicators)
            foreach (var level in levels)
            {
                var shown = level == "nation" ? await Nation(at, $"{indicator}?period={period}{asOf}")
                    : (await at.Page($"{indicator}/breakdown?period={period}&by={level}&limit=1000{asOf}")).Items;
                foreach (var code in shown.Select(x => x.Code).Union(recount.Codes(level)))
                {
                    var own = recount.Of(indicator, level, code, from, to);
                    if (shown.Find(x => x.Code == code) is { } figure)
                        Same(own, Recounted.Shown(figure, own.Documents), $"{indicator} {level} {code} {period} {asOf}");
                    else
                        Assert.True(own.Documents == 0, $"{indicator} {level} {code} {period} {asOf} is not there: {own}");
                }
            }
    }

    private static async Task<List<FigureAnswer>> Nation(IndicatorsHost at, string path)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status is 200 or 404, answer.ToString());
        return answer.Status == 404 ? [] : [answer.Read<FigureAnswer>()];
    }

    private static void Same(Recounted recounted, Recounted shown, string what) =>
        Assert.True(recounted == shown, $"{what}\ncounted {recounted}\nshown   {shown}");

    private static IEnumerable<string> Periods(DateOnly last) => Enumerable.Range(0, 30).Select(x => new DateOnly(2026, 10, 6).AddDays(x))
        .Where(x => x <= last && x.DayNumber % 3 == 0).Select(x => x.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
        .Append("2026-10").Append("2026");

    private static (DateOnly From, DateOnly To) Span(string period) => period.Length switch
    {
        10 => (DateOnly.Parse(period, System.Globalization.CultureInfo.InvariantCulture),
            DateOnly.Parse(period, System.Globalization.CultureInfo.InvariantCulture)),
        7 => (new(2026, 10, 1), new(2026, 10, 31)),
        _ => (new(2026, 1, 1), new(2026, 12, 31)),
    };

    private static Task Deliver(IndicatorsHost at, object message, int times) => message switch
    {
        FacilityPublished x => at.Host.Deliver(x, times),
        ItemPublished x => at.Host.Deliver(x, times),
        PrescriptionChanged x => at.Host.Deliver(x, times),
        DailyReportMade x => at.Host.Deliver(x, times),
        SupplyOrderChanged x => at.Host.Deliver(x, times),
        _ => throw new ArgumentException(message.GetType().Name),
    };

    private static Task Followed(IndicatorsHost at) => at.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
}
