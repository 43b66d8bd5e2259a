namespace Supply.EndToEnd.Tests;

/// <summary>The history must hold what the end-to-end tests are about, or their green means nothing.</summary>
public sealed class ScenarioTests
{
    private readonly Scenario scenario = Scenario.Of(20261122, ScenarioSize.Full);

    [Fact]
    public void Is_the_same_for_the_same_seed()
    {
        var again = Scenario.Of(20261122, ScenarioSize.Full);
        Assert.Equal(scenario.Acts.Select(x => (x.Id, x.At)), again.Acts.Select(x => (x.Id, x.At)));
        Assert.Equal(scenario.Acts.Count, scenario.Acts.Select(x => x.At).Distinct().Count());
    }

    [Fact]
    public void Holds_every_kind_of_document()
    {
        var prescriptions = scenario.Acts.OfType<Prescription>().ToList();
        var lines = prescriptions.SelectMany(x => x.Lines).Where(x => x.Dispensed > 0).ToList();
        var receptions = scenario.Acts.OfType<Reception>().SelectMany(x => x.Lines).ToList();

        Assert.InRange(prescriptions.Count, 150, 800);
        Assert.Contains(lines, x => x.Lots.Count == 0);
        Assert.Contains(lines, x => x.Lots.Sum(l => l.Quantity) == x.Dispensed);
        Assert.Contains(lines, x => x.Lots.Count > 0 && x.Lots.Sum(l => l.Quantity) < x.Dispensed);
        Assert.Contains(prescriptions, x => x.Lines.Any(l => l.SubstituteFor is not null));
        Assert.Contains(prescriptions, x => x.Kind == "collective");
        Assert.Contains(prescriptions, x => x.Batch is not null);
        Assert.NotEmpty(scenario.Acts.OfType<VoidPrescription>());
        Assert.NotEmpty(scenario.Acts.OfType<Delivery>());
        Assert.Contains(scenario.Acts.OfType<CodeChanged>(), x => x.Change.Predecessors.Count > 1);
        Assert.Contains(scenario.Acts.OfType<CodeChanged>(), x => x.Before is not null);
        Assert.All(scenario.Acts.OfType<Shipment>(), x => Assert.True(x.After.Count > 1));
        Assert.Contains(scenario.Acts.OfType<Reversal>(), x => x.Document is Receipt);
        Assert.Contains(scenario.Acts.OfType<Reversal>(), x => x.Document is Reception);
        Assert.Contains(scenario.Acts.OfType<Reversal>(), x => x.Document is Delivery);
        Assert.Contains(scenario.Acts.OfType<Reception>(), x => x.Instead is not null);
        Assert.Contains(scenario.Acts.OfType<Reception>(), x => x.Withdrawn is not null);
        Assert.Contains(scenario.Acts.OfType<Recall>(), x => x.Receipt is not null);
        Assert.NotEmpty(scenario.Acts.OfType<LiftRecall>());
        Assert.Contains(receptions, x => x.Damaged > 0);
        Assert.Contains(receptions, x => x.Missing > 0);
        Assert.True(scenario.Acts.OfType<OrderVerdict>().Select(x => x.Verdict).ToHashSet().IsSupersetOf(["approve", "reject", "cancel"]));
        Assert.Contains(scenario.Acts.OfType<Shipment>(), x => scenario.Acts.OfType<Reception>().All(r => r.Shipment != x));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Arrives_whole_and_each_act_after_those_it_needs(double disorder)
    {
        var order = scenario.Arriving(3, disorder);
        var place = order.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        Assert.Equal(scenario.Acts.Count, place.Count);
        Assert.All(order, x => Assert.All(x.After, needed => Assert.True(place[needed] < place[x.Id])));
    }

    [Fact]
    public void Hands_out_about_five_in_a_hundred_beyond_the_book()
    {
        var picks = scenario.Acts.OfType<Shipment>()
            .ToDictionary(x => x.Id, x => (IReadOnlyList<PickedLot>)[.. x.Lines.Select(l => new PickedLot(l.Clave, "A", l.Quantity))]);
        var holdings = new ClientLedger(scenario.Acts, picks).Holdings();
        Assert.InRange(holdings.Values.Count(x => x.Discrepancy > 0), 3, 30);
        Assert.All(holdings.Where(x => ClientLedger.IsKnownByLot(x.Key.Place, x.Key.Clave)), x => Assert.Equal(0, x.Value.Discrepancy));
        Assert.All(holdings.Values, x => Assert.True(x.OnHand >= 0));
    }
}
