namespace Supply.Distributed.Tests;

/// <summary>An upgrade goes copy by copy, and nobody outside should see more of it than a moment's "come back soon".</summary>
[Collection(SharedDeployment.Grown)]
public sealed class RollingRestartTests(SharedDeployment shared, ITestOutputHelper output)
{
    private const int Seed = 20261127;
    private const int PerSecond = 20;
    private static readonly TimeSpan moment = TimeSpan.FromSeconds(5);

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
        var shortest = TimeSpan.MaxValue;
        for (var copy = 1; copy <= system.Copies; copy++)
        {
            string[] turn = [.. LocalDeployment.Services.Select(x => $"{x}-{copy}")];
            var began = TimeProvider.System.GetTimestamp();
            await system.Stop(turn);
            await system.BringBack(turn);
            var took = TimeProvider.System.GetElapsedTime(began);
            shortest = took < shortest ? took : shortest;
            output.WriteLine($"{load.Elapsed:mm\\:ss} restarted {string.Join(", ", turn)}");
        }
        load.End();
        await sending;

        var answers = system.Client.Answers;
        output.WriteLine(answers.Routes() + answers.Failures());
        Assert.True(answers.Failed == 0, answers.Failures());
        Assert.True(
            answers.Later <= answers.Attempts / 100,
            $"{answers.Later} of {answers.Attempts} were told to come back later\n{answers.Failures()}");
        // On a busy machine a moment is longer, and so is a restart: if no other copy had taken over, it would have failed all through one.
        var longest = shortest / 3 > moment ? shortest / 3 : moment;
        Assert.True(answers.Failing <= longest, $"{answers.Failing} of failures in a row, {longest} at most\n{answers.Failures()}");
        var differences = await system.Settled(Patience.Limit);
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(30))}");
    }
}
