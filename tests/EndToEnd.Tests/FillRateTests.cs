namespace Supply.EndToEnd.Tests;

[Collection(nameof(OneProcessAtATime))]
public sealed class FillRateTests
{
    [Fact]
    public async Task Counts_what_is_known_and_catches_up_with_what_comes_late()
    {
        await using var standalone = await StandaloneProcess.Started();
        await FillRateStory.Counts_what_is_known_and_catches_up_with_what_comes_late(standalone);
    }
}
