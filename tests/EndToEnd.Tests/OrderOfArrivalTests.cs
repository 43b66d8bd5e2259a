namespace Supply.EndToEnd.Tests;

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
        await using var standalone = await StandaloneProcess.Started();
        await HistoryStory.Ends_where_the_clients_know_it_must(standalone, Seed, disorder);
    }
}
