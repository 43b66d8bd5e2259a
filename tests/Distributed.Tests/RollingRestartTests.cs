namespace Supply.Distributed.Tests;

/// <summary>An upgrade goes copy by copy, and nobody outside should see more of it than a moment's "come back soon".</summary>
[Collection(SharedDeployment.Grown)]
public sealed class RollingRestartTests(SharedDeployment shared, ITestOutputHelper output)
{
    private const int Seed = 20261127;
    private const int PerSecond = 20;
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task No_request_fails_while_each_copy_is_restarted_in_turn()
    {
        var system = await shared.Started();
        await system.Grow(2);
        var history = SteadyLoad.Lasting(TimeSpan.FromMinutes(3), PerSecond, Seed);
        var load = new SteadyLoad(system, history.Arriving(Seed, disorder: 0), PerSecond);
        await system.Sending.Open();
        system.Client.Answers = new Answers();

        var sending = load.Send();
        for (var copy = 1; copy <= system.Copies; copy++)
        {
            string[] turn = [.. LocalDeployment.Services.Select(x => $"{x}-{copy}")];
            await system.Stop(turn);
            await system.BringBack(turn);
            output.WriteLine($"{load.Elapsed:mm\\:ss} restarted {string.Join(", ", turn)}");
        }
        load.End();
        await sending;

        var answers = system.Client.Answers;
        output.WriteLine(answers.Routes() + answers.Failures());
        Assert.True(answers.Failed == 0, answers.Failures());
        Assert.True(answers.Later <= answers.Attempts / 100, $"{answers.Later} of {answers.Attempts} were told to come back later\n{answers.Failures()}");
        Assert.True(answers.Failing <= longest, $"{answers.Failing} of failures in a row\n{answers.Failures()}");
        var differences = await system.Settled(TimeSpan.FromSeconds(180));
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(30))}");
    }
}
