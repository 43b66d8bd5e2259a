using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Tests.Features;

/// <summary>One mistyped fact stops nobody else's figures. Today is 15 October 2026.</summary>
public sealed class ImpossibleFactTests
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

    [Fact]
    public async Task A_fact_that_is_in_the_log_already_with_a_date_that_cannot_be_is_set_aside_and_told_of()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        foreach (var date in (DateOnly[])[DateOnly.MinValue, new(206, 11, 20), new(1899, 12, 31), new(2062, 11, 20), DateOnly.MaxValue])
        {
            await Stored(at, DocumentKind.Prescription, Given.Prescription("HGIMB000011", date.Year > 1 && date.Year < 9999 ? date : day,
                Given.Line(1, 1)) with { LocalDate = date });
            await Stored(at, DocumentKind.Order, Given.Order("HGIMB000011", day, "supplied") with { LocalDate = date });
        }
        await EveryJobRuns(at);

        var nation = await at.Figure("ind-b?period=2026-10");
        Assert.Equal((1, 1, 5L), (nation.Numerator, nation.Denominator, nation.SetAside));
        Assert.Null(nation.StandsStillSince);
        Assert.Equal(5, (await at.Figure("ind-a?period=2026")).SetAside);
        Assert.True((await at.Figure("ind-b?period=2026-10-12")).Final);

        // Its owner corrects the date of one of them.
        var wrong = await at.Host.Db<IndicatorsDb, string>(db =>
            db.Documents.Where(x => x.Kind == DocumentKind.Prescription && x.LocalDate == new DateOnly(206, 11, 20))
            .Select(x => x.DocumentId).SingleAsync());
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)) with { Id = Guid.Parse(wrong), Version = 2 });
        await at.Refresh();
        nation = await at.Figure("ind-b?period=2026-10");
        Assert.Equal((2, 2, 4L), (nation.Numerator, nation.Denominator, nation.SetAside));
    }

    [Fact]
    public async Task A_fact_in_the_log_that_cannot_be_judged_is_set_aside_and_the_others_are_judged()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        // Of a facility that the catalogue has not told of, lines are not looked at: so it got in.
        await Stored(at, DocumentKind.Prescription, Given.Prescription("HGIMB000011", day) with { Lines = null! });
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await EveryJobRuns(at);

        var nation = await at.Figure("ind-b?period=2026-10");
        Assert.Equal((1, 1, 1L), (nation.Numerator, nation.Denominator, nation.SetAside));
        await at.Host.Run("indicators", "rebuild");
        Assert.Equal((1, 1), await Counted(at, "ind-b?period=2026-10-12"));
    }

    [Fact]
    public async Task A_sum_that_is_too_great_holds_up_only_the_figures_that_need_it()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        foreach (var code in (string[])["HGIMB000011", "HGIMB000021", "BCIMB000011"])
        {
            await at.Host.Deliver(Given.Facility(code));
            await at.Host.Deliver(Given.Prescription(code, day, Given.Line(1, 1)));
        }
        await at.Host.Db<IndicatorsDb, int>(db => db.FacilityDays.Where(x => x.State == "13")
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts,
                Counts.Of((Counter.Counted, 1), (Counter.Complete, 1), (Counter.Documents, 1), (Counter.Pieces, long.MaxValue)))));
        await at.Refresh();

        Assert.Equal((1, 1), await Counted(at, "ind-b?period=2026-10&level=facility&code=HGIMB000011"));
        var other = await at.Figure("ind-b?period=2026-10&level=state&code=02");
        Assert.Equal((1, 1), (other.Numerator, other.Denominator));
        Assert.True(other.SetAside > 0);
        await at.Refresh(); // what is set aside is not tried again and again
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            at.Host.Run("indicators", "rebuild")); // puts the tallies right, and says so
        Assert.Equal((3, 3), await Counted(at, "ind-b?period=2026-10"));
        Assert.Equal(0, (await at.Figure("ind-b?period=2026-10")).SetAside);
    }

    [Fact]
    public async Task A_figure_says_since_when_it_stands_still()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Refresh();
        var since = at.Host.Clock.GetUtcNow();
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        Assert.Null((await at.Figure("ind-b?period=2026-10")).StandsStillSince); // a moment ago
        at.Host.Clock.Set(since.AddMinutes(20));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        Assert.Equal(since, (await at.Figure("ind-b?period=2026-10")).StandsStillSince);
        Assert.Equal(since, (await at.Figure("ind-a?period=2026-10&level=facility&code=HGIMB000011")).StandsStillSince);
        await at.Refresh();
        Assert.Null((await at.Figure("ind-b?period=2026-10")).StandsStillSince);
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

    /// <summary>As an earlier version has left it, which took every date and looked at the lines of known facilities only.</summary>
    private static Task<int> Stored<T>(IndicatorsHost at, string kind, T fact) where T : Supply.Contracts.IFact =>
        at.Host.Db<IndicatorsDb, int>(async db =>
    {
        var (id, facility, counts, outcome) = fact switch
        {
            PrescriptionChanged x => (x.Id, x.Facility, Counts.Of((Counter.Documents, 1), (Counter.Unverified, 1)), Judgement.Unverified),
            SupplyOrderChanged x => (x.Id, x.Destination, OrderRule.Judge(x,
                new(x.Destination, 1, day, "13", "healthUnit", 1, null, null, null, null), _ => ProductClass.Medicine).Counts,
                Judgement.Complete),
            _ => throw new ArgumentException(kind),
        };
        if (fact is PrescriptionChanged { Lines: not null } known)
            (counts, outcome) = PrescriptionRule.Judge(known, true) is var judged ? (judged.Counts, judged.Outcome) : default;
        await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last + 1));
        var sequence = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync();
        db.Log.Add(new FactLogRow
        {
            Sequence = sequence, Kind = kind, DocumentId = id.ToString(), Version = 1, RecordedAt = fact.RecordedAt, Facility = facility,
                State = "13", LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
        db.Documents.Add(new DocumentFact { Kind = kind, DocumentId = id.ToString(), Version = 1, Facility = facility, State = "13",
            LocalDate = fact.LocalDate, Outcome = outcome, Counts = counts });
        var family = DocumentKind.Order == kind ? Family.Orders : Family.Prescriptions;
        if (await db.FacilityDays.FindAsync(family, facility, fact.LocalDate) is not { } tally)
            db.FacilityDays.Add(tally = new FacilityDay { Family = family, Facility = facility, Date = fact.LocalDate, State = "13" });
        (tally.Counts, tally.Dirty, tally.Changes) = (tally.Counts.Plus(counts), true, tally.Changes + 1);
        return await db.SaveChangesAsync();
    });

    private static async Task<(long Numerator, long Denominator)> Counted(IndicatorsHost at, string path) =>
        await at.Figure(path) is var x ? (x.Numerator, x.Denominator) : default;
}
