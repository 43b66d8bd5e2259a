namespace Supply.EndToEnd.Tests;

/// <summary>The end depends on what happened and when, not on when the system heard of it.</summary>
[Collection(nameof(OneProcessAtATime))]
public sealed class OrderOfArrivalTests(ITestOutputHelper output)
{
    private const int Seed = 7;

    [Theory]
    [InlineData("as it happened", 0)]
    [InlineData("shuffled", 1)]
    [InlineData("the last first", -1)]
    public async Task The_same_history_has_the_same_end_in_any_order_of_arrival(string how, double disorder)
    {
        output.WriteLine($"seed {Seed}, {how}");
        var scenario = Scenario.Of(Seed, ScenarioSize.Small);
        await using var standalone = await StandaloneProcess.Started();
        using var client = new RetryingClient(standalone.Address);
        var sending = new Sending(client);
        await sending.Open();
        await sending.Send(scenario.Arriving(Seed, disorder), hands: 1);

        var ledger = new ClientLedger(scenario.Acts, sending.Picks);
        var differences = await new Reconciliation(client, ledger, scenario.Acts).Settled(TimeSpan.FromSeconds(30));
        Assert.True(differences.Count == 0, $"seed {Seed}, {how}: {differences.Count} differences\n{string.Join('\n', differences.Take(30))}");
    }
}
