using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Tests.Features;

public sealed class RandomHistoryTests
{
    private static readonly string[] facilities = ["HGIMB000011", "HGIMB000021", "BCIMB000011", "BCIMB000021", "OCIMB000011"];
    private static readonly string[] hospitals = ["HGIMB000021", "OCIMB000011"];

    [Fact]
    public async Task In_any_order_and_repeated_a_history_gives_what_a_simple_count_gives()
    {
        var random = new Random(20261015);
        var messages = History(random);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var at = new IndicatorsHost();
            await at.InitializeAsync();
            var order = messages.Concat(messages.Where(_ => random.Next(4) == 0)).ToArray();
            random.Shuffle(order);
            foreach (var (message, i) in order.Select((x, i) => (x, i)))
            {
                await Deliver(at.Host, message);
                if (i % 40 == 39)
                    await at.Refresh();
            }
            await at.Refresh();
            await CountsAreThoseOf(messages, at);
        }
    }

    [Fact]
    public async Task Handled_by_several_copies_at_once_a_history_gives_what_a_simple_count_gives()
    {
        var messages = History(new Random(20261125));
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        var delivered = at.Host.DeliverByCopies(messages.Select(Envelope));
        while (!delivered.IsCompleted)
            await at.Refresh();
        await delivered;
        await at.Refresh();
        await CountsAreThoseOf(messages, at);
        await at.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says
        Assert.Equal(await at.Host.Db<IndicatorsDb, long>(db => db.Log.LongCountAsync()), await at.Host.Db<IndicatorsDb,
            long>(db => db.Log.MaxAsync(x => x.Sequence)));
    }

    private static Envelope Envelope(object message) => message switch
    {
        PrescriptionChanged x => ServiceHost.Envelope(x),
        SupplyOrderChanged x => ServiceHost.Envelope(x),
        Supply.Contracts.Catalog.FacilityPublished x => ServiceHost.Envelope(x),
        _ => throw new ArgumentException(message.GetType().Name),
    };

    private static List<object> History(Random random)
    {
        List<object> messages = [.. facilities.Select(x => Given.Facility(x, hospitals.Contains(x) ? "hospital" : "healthUnit"))];
        for (var i = 0; i < 45; i++)
        {
            var (facility, date) = (facilities[random.Next(5)], new DateOnly(2026, 9, 28).AddDays(random.Next(6)));
            var doc = Given.Prescription(facility, date, Lines(random)) with { Kind = random.Next(8) == 0 ? "collective" : "individual",
                Unknown = random.Next(9) == 0 ? ["010.000.9999.00"] : null };
            for (var version = 1; version <= 1 + random.Next(3); version++)
                messages.Add(doc = doc with { Version = version, Lines = Lines(random), Status = random.Next(8) == 0 ? "voided"
                    : "recorded", LocalDate = random.Next(6) == 0 ? date.AddDays(1) : date });
            if (i % 3 > 0)
                continue;
            var order = Given.Order(facility, date, "issued");
            foreach (var status in (string[])["issued", "approved", random.Next(2) == 0 ? "supplied" : "cancelled"])
                messages.Add(order = order with { Version = order.Version + 1, Status = status, ApprovedAt = status == "issued" ? null
                    : order.RecordedAt });
        }
        return messages;
    }

    private static PrescriptionLine[] Lines(Random random) =>
        [.. Enumerable.Range(1, random.Next(1, 4)).Select(line => Given.Line(random.Next(0, 4), random.Next(0, 5), line))];

    private static Task Deliver(ServiceHost host, object message) => message switch
    {
        PrescriptionChanged x => host.Deliver(x, times: 1),
        SupplyOrderChanged x => host.Deliver(x, times: 1),
        Supply.Contracts.Catalog.FacilityPublished x => host.Deliver(x, times: 1),
        _ => throw new ArgumentException(message.GetType().Name),
    };

    private static async Task CountsAreThoseOf(List<object> messages, IndicatorsHost at)
    {
        var prescriptions = messages.OfType<PrescriptionChanged>().GroupBy(x => x.Id).Select(x => x.MaxBy(y => y.Version)!)
            .Where(x => x is { Status: "recorded", Kind: "individual", Unknown: null } && x.Lines.Any(l => l.Prescribed > 0)).ToList();
        var orders = messages.OfType<SupplyOrderChanged>().GroupBy(x => x.Id).Select(x => x.MaxBy(y => y.Version)!).ToList();
        foreach (var period in (string[])["2026", "2026-09", "2026-10-02"])
            foreach (var (scope, has) in Scopes())
            {
                var own = prescriptions.Where(x => has(x.Facility) && In(x.LocalDate, period)).ToList();
                var complete = own.Where(x => x.Lines.All(l => l.Dispensed >= l.Prescribed)).ToList();
                await Equal(at, "ind-b", period, scope, complete.Select(x => x.Id), own.Select(x => x.Id));
                await Equal(at, "ind-b-hospital", period, scope, complete.Where(x => hospitals.Contains(x.Facility)).Select(x => x.Id),
                    own.Where(x => hospitals.Contains(x.Facility)).Select(x => x.Id));
                var ordered = orders.Where(x => has(x.Destination) && In(x.LocalDate, period)).ToList();
                await Equal(at, "ind-a", period, scope, ordered.Where(x => x.Status == "supplied").Select(x => x.Id),
                    ordered.Select(x => x.Id));
            }
    }

    private static IEnumerable<(string Scope, Func<string, bool> Has)> Scopes() =>
    [
        ("", _ => true), ("&level=state&code=13", x => x.StartsWith("HG", StringComparison.Ordinal)),
            ("&level=facility&code=OCIMB000011", x => x == "OCIMB000011"),
    ];

    private static bool In(DateOnly date, string period) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
        .StartsWith(period, StringComparison.Ordinal);

    private static async Task Equal(IndicatorsHost at, string indicator, string period, string scope, IEnumerable<Guid> numerator,
        IEnumerable<Guid> denominator)
    {
        var figure = await at.Figure($"{indicator}?period={period}{scope}");
        Assert.Equal((numerator.LongCount(), denominator.LongCount()), (figure.Numerator, figure.Denominator));
        Assert.Equal(numerator.Order(), (await at.Documents($"{indicator}/documents?period={period}{scope}&side=numerator&limit=1000"))
            .Select(x => x.DocumentId).Order());
        Assert.Equal(denominator.Order(), (await at.Documents($"{indicator}/documents?period={period}{scope}&limit=1000"))
            .Select(x => x.DocumentId).Order());
        Assert.Equal(figure.Excluded.Sum(x => x.Count),
            (await at.Documents($"{indicator}/documents?period={period}{scope}&side=excluded&limit=1000")).Count);
    }
}
