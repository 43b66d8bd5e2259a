using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Tests.Features;

/// <summary>One mistyped fact among ten thousand stops nobody else's figures. Today is 15 October 2026.</summary>
public sealed class TenThousandFactsTests
{
    private const int Facts = 10_000;

    private static readonly DateOnly day = new(2026, 10, 12);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Among_ten_thousand_facts_the_impossible_ones_stop_no_figure_no_close_and_no_rebuild(bool byStream)
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await Give(at, byStream, Facilities().Select(ServiceHost.Envelope));
        await Give(at, byStream, Items().Select(ServiceHost.Envelope));
        await Give(at, byStream, Prescriptions().Select(ServiceHost.Envelope));
        await Give(at, byStream, Reports().Select(ServiceHost.Envelope));
        await Give(at, byStream, Orders().Select(ServiceHost.Envelope));
        await EveryJobRuns(at);

        var nation = await at.Figure("ind-b?period=2026-10");
        Assert.Equal((PrescriptionCount / 2, PrescriptionCount), (nation.Numerator, nation.Denominator));
        Assert.Equal((OrderCount / 2, OrderCount), await Counted(at, "ind-a?period=2026"));
        Assert.Equal(new ReportedAnswer(20, 20), (await at.Figure("ind-b?period=2026-10-11&level=state&code=13")).Coverage.FacilityDays);
        Assert.True((await at.Figure("ind-b?period=2026-10-12")).Final);
        Assert.Null(nation.StandsStillSince);
    }

    private const int PrescriptionCount = 6000;
    private const int OrderCount = 1400;

    private static IEnumerable<string> Codes => Enumerable.Range(1, 20).Select(x => $"HGIMB00{x:000}1");

    private static string Code(int i) => $"HGIMB00{i % 20 + 1:000}1";

    private static IEnumerable<FacilityPublished> Facilities() =>
    [
        .. Codes.Select(x => Given.Facility(x)),
        Given.Facility("BCIMB000011", opens: new(206, 1, 1), closes: DateOnly.MaxValue),
        Given.Facility("BCIMB000021", closes: new(206, 1, 1), validFrom: DateOnly.MinValue),
        Given.Facility("BCIMB000031") with { LocalDate = DateOnly.MaxValue },
        Given.Facility("BCIMB000041", opens: DateOnly.MaxValue),
    ];

    private static IEnumerable<ItemPublished> Items()
    {
        var recorded = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Facts - PrescriptionCount - 2000 - OrderCount - 20; i++)
            yield return new($"010.000.{i + 1000:0000}.00", 1, recorded, recorded, day, "Clave", "medicine");
        yield return new("010.000.9998.00", 1, recorded, recorded, new(206, 11, 20), "Clave", "medicine");
        yield return new("010.000.9999.00", 1, recorded, recorded, DateOnly.MaxValue, "Clave", null!);
    }

    private static IEnumerable<PrescriptionChanged> Prescriptions()
    {
        for (var i = 0; i < PrescriptionCount; i++)
        {
            yield return Given.Prescription(Code(i), day, Given.Line(2, 2 * (i % 2)));
            if (i == PrescriptionCount / 2)
                foreach (var wrong in Impossible())
                    yield return wrong;
        }
    }

    private static IEnumerable<PrescriptionChanged> Impossible()
    {
        var good = Given.Prescription(Code(0), day, Given.Line(1, 1));
        PrescriptionChanged Of() => good with { Id = Guid.CreateVersion7() };
        yield return Of() with { LocalDate = new(206, 11, 20) };
        yield return Of() with { LocalDate = new(2062, 11, 20) };
        yield return Of() with { LocalDate = DateOnly.MinValue };
        yield return Of() with { LocalDate = DateOnly.MaxValue };
        yield return Of() with { OccurredAt = DateTimeOffset.MinValue };
        yield return Of() with { Lines = null! };
        yield return Of() with { Lines = [null!] };
        yield return Of() with { Facility = null! };
        yield return Of() with { Lines = [Given.Line(-5, 1)] };
        yield return Of() with { Lines = [.. Enumerable.Range(1, 100_000).Select(x => Given.Line(int.MaxValue, 1, x))] };
        yield return Of() with { Deliveries = [new(Guid.CreateVersion7(), DateTimeOffset.MaxValue, DateOnly.MaxValue, null!)] };
    }

    private static IEnumerable<DailyReportMade> Reports()
    {
        for (var i = 0; i < 1980; i++)
            yield return Given.Report(Code(i), day.AddDays(-1 - i / 20));
        yield return Given.Report(Code(0), new(206, 11, 20));
        yield return Given.Report(Code(1), DateOnly.MinValue.AddDays(1));
        yield return Given.Report(Code(2), DateOnly.MaxValue.AddDays(-1));
        for (var i = 0; i < 20; i++)
            yield return Given.Report(Code(i), day.AddDays(1));
    }

    private static IEnumerable<SupplyOrderChanged> Orders()
    {
        for (var i = 0; i < OrderCount; i++)
        {
            yield return Given.Order(Code(i), day, i % 2 == 0 ? "approved" : "supplied");
            if (i > 0)
                continue;
            yield return Given.Order(Code(i), day, "supplied") with { LocalDate = new(206, 11, 20) };
            yield return Given.Order(Code(i), day, "supplied") with { LocalDate = DateOnly.MinValue };
            yield return Given.Order(Code(i), day, "supplied") with { LocalDate = DateOnly.MaxValue };
            yield return Given.Order(Code(i), day, "supplied") with { Lines = null! };
            yield return Given.Order(Code(i), day, "supplied", Given.OrderLine(ordered: -1));
            yield return Given.Order(Code(i), day, "supplied",
                [.. Enumerable.Range(1, 100_000).Select(x => Given.OrderLine(int.MaxValue, int.MaxValue, line: x))]);
        }
    }

    /// <summary>As the transports do: what fails is tried again and parked.</summary>
    private static async Task Give(IndicatorsHost at, bool byStream, IEnumerable<Envelope> facts)
    {
        foreach (var group in facts.Chunk(500))
            foreach (var handler in at.Host.Services.GetServices<ISubscription>().Where(x => x.MessageType == group[0].Type))
            {
                var verdicts = byStream ? await handler.Apply(group, default) : await handler.Run(group, default);
                foreach (var (fact, verdict) in group.Zip(verdicts))
                    if (verdict.Error is { } error)
                        await handler.Park(fact, error, 3, default);
            }
    }

    private static async Task EveryJobRuns(IndicatorsHost at)
    {
        await at.Refresh();
        await at.Close();
        await at.Host.Run("indicators", "rebuild");
    }

    private static async Task<(long Numerator, long Denominator)> Counted(IndicatorsHost at, string path) =>
        await at.Figure(path) is var x ? (x.Numerator, x.Denominator) : default;
}
