using Supply.Contracts.Indicators;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Tests.Features;

/// <summary>What was received is taken back. Today is 15 October 2026.</summary>
public sealed class ReversalTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 12);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task An_order_that_goes_back_from_supplied_leaves_the_numerator_and_its_list()
    {
        var order = Given.Order("HGIMB000011", day, "supplied", Given.OrderLine(10, 10), Given.OrderLine(5, 5, line: 2));
        await at.Host.Deliver(order);
        await at.Refresh();
        Assert.Equal((1, 1, 15), await Numbers());
        Assert.Equal(order.Id, Assert.Single(await Numerator()).DocumentId);

        // Ten pieces were taken back: their lot had been recalled on the way.
        var back = order with { Version = 2, Status = "inSupply", SuppliedOn = null,
            Lines = [Given.OrderLine(10, 0), Given.OrderLine(5, 5, line: 2)] };
        await at.Host.Deliver(back);
        await at.Host.Deliver(order); // late, from another copy of the owner
        await at.Refresh();
        Assert.Equal((0, 1, 5), await Numbers());
        Assert.Empty(await Numerator());
        var counted = Assert.Single(await at.Documents("ind-a/documents?period=2026"));
        Assert.Equal((2, false), (counted.Version, counted.Complete));

        await at.Host.Deliver(order with { Version = 3 });
        await at.Refresh();
        Assert.Equal((1, 1, 15), await Numbers());
    }

    [Fact]
    public async Task Only_what_was_usable_on_arrival_counts_although_all_of_it_came()
    {
        await at.Host.Deliver(Given.Order("HGIMB000011", day, "inSupply", Given.OrderLine(10, 4) with { Shipped = 10, Damaged = 6 }));
        await at.Refresh();
        Assert.Equal((0, 1, 4), await Numbers());
        Assert.Equal(0, (await at.Figure("ind-a-lines?period=2026")).Numerator);
    }

    [Fact]
    public async Task What_is_taken_back_after_the_close_is_a_restatement()
    {
        var order = Given.Order("HGIMB000011", day, "supplied", Given.OrderLine(10, 10));
        var given = Given.Prescription("HGIMB000011", day, Given.Line(2, 2));
        await at.Host.Deliver(order);
        await at.Host.Deliver(given);
        await at.Close();
        at.Host.Clock.Set(new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero));
        await at.Host.Deliver(order with { Version = 2, Status = "inSupply", Lines = [Given.OrderLine(10, 0)] });
        await at.Host.Deliver(given with { Version = 2, Status = "voided" });
        await at.Close();

        Assert.Equal((1, 1), (await at.Figure("ind-a?period=2026-10-12&asOf=2026-10-17") is var x ? (x.Numerator, x.Denominator)
            : default));
        var now = await at.Figure("ind-a?period=2026-10-12");
        Assert.Equal((0, 1, 2, Publication.LateFacts), (now.Numerator, now.Denominator, now.Publication, now.Restated));
        Assert.Equal(("not-available", 1), await at.Figure("ind-b?period=2026-10-12") is var y ? (y.Status, y.ExcludedAs("voided"))
            : default);
        Assert.Contains(await at.Host.Outgoing<IndicatorsDb, FillRatePublished>(), told =>
            told is { Indicator: "ind-a", Version: 2, Level: "nation", Numerator: 0 });
    }

    private async Task<(long Supplied, long Orders, long Pieces)> Numbers() => await at.Figure("ind-a?period=2026") is var x
        ? (x.Numerator, x.Denominator, (await at.Figure("ind-a-pieces?period=2026")).Numerator)
        : default;

    private Task<List<DocumentAnswer>> Numerator() => at.Documents("ind-a/documents?period=2026&side=numerator");
}
