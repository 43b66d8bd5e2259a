namespace Supply.Distributed.Tests;

/// <summary>The end-to-end tests of the embedded mode, over the gateway, RabbitMQ and PostgreSQL.</summary>
[Collection(SharedDeployment.WhileEmpty)]
public sealed class EndToEndTests(SharedDeployment shared)
{
    [Fact]
    public async Task Counts_what_is_known_and_catches_up_with_what_comes_late_then_ends_where_a_shuffled_history_must()
    {
        var system = await shared.Started();
        await FillRateStory.Counts_what_is_known_and_catches_up_with_what_comes_late(system);
        await HistoryStory.Ends_where_the_clients_know_it_must(system, seed: 7, disorder: 1, hands: 4);
    }
}
