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
    private static readonly DateOnly day = new(2026, 10, 12);

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
        var first = Given.Prescription("HGIMB000011", day);
        foreach (var code in (string[])["BCIMB000011", "HGIMB000021", "HGIMB000011"])
        {
            await at.Host.Deliver(Given.Facility(code));
            await at.Host.Deliver(first = Given.Prescription(code, day, Given.Line(1, 1)));
        }
        await at.Refresh();
        await at.Host.Db<IndicatorsDb, int>(db => db.Figures.Where(x => x.Level == Dimension.State && x.Code == "13")
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts,
                Counts.Of((Counter.Counted, 1), (Counter.Complete, 1), (Counter.Documents, 1), (Counter.Pieces, long.MaxValue)))));
        await at.Host.Deliver(first with { Version = 2, Lines = [Given.Line(2, 2)] });
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

    private static async Task EveryJobRuns(IndicatorsHost at)
    {
        await at.Refresh();
        await at.Close();
        await at.Host.Run("indicators", "rebuild");
    }

    /// <summary>As an earlier version has left it, which took every date and every document.</summary>
    private static Task<int> Stored<T>(IndicatorsHost at, string kind, T fact) where T : Supply.Contracts.IFact =>
        at.Host.Db<IndicatorsDb, int>(db =>
    {
        var (id, facility) = fact switch
        {
            PrescriptionChanged x => (x.Id, x.Facility),
            SupplyOrderChanged x => (x.Id, x.Destination),
            _ => throw new ArgumentException(kind),
        };
        db.Incoming.Add(new IncomingFact
        {
            Id = Guid.CreateVersion7(), At = fact.RecordedAt, Kind = kind, DocumentId = id.ToString(), Version = 1,
            RecordedAt = fact.RecordedAt, Facility = facility, State = "13", LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
        return db.SaveChangesAsync();
    });

    private static async Task<(long Numerator, long Denominator)> Counted(IndicatorsHost at, string path) =>
        await at.Figure(path) is var x ? (x.Numerator, x.Denominator) : default;
}
