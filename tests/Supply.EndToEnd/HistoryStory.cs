namespace Supply.EndToEnd;

/// <summary>The end depends on what happened and when, not on when the system heard of it.</summary>
public static class HistoryStory
{
    /// <param name="disorder">As <see cref="Scenario.Arriving"/> has it.</param>
    /// <param name="hands">One keeps the order to the letter.</param>
    public static async Task Ends_where_the_clients_know_it_must(SystemUnderTest system, int seed, double disorder, int hands = 1)
    {
        var scenario = Scenario.Of(seed, ScenarioSize.Small);
        await system.Sending.Open();
        await system.Send(scenario.Arriving(seed, disorder), hands);

        var differences = await system.Settled(TimeSpan.FromMinutes(5));
        Assert.True(
            differences.Count == 0,
            $"seed {seed}, disorder {disorder}: {differences.Count} differences\n{string.Join('\n', differences.Take(30))}");
    }
}
