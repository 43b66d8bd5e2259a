namespace Supply.Distributed.Tests;

/// <summary>An upgrade goes copy by copy, and nobody outside should see more of it than a moment's "come back soon".</summary>
[Collection(SharedDeployment.Grown)]
public sealed class RollingRestartTests(SharedDeployment shared, ITestOutputHelper output)
{
    private const int Seed = 20261127;

    // What half of the copies can carry while the others start on the same two cores.
    private const int PerSecond = 10;
    private static readonly TimeSpan moment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(1); // whoever hung on a copy that is gone would wait for minutes
    private static readonly TimeSpan restart = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task No_request_fails_while_each_copy_is_restarted_in_turn()
    {
        var system = await shared.Started();
        var growing = TimeProvider.System.GetTimestamp();
        await system.Grow(2);
        output.WriteLine($"grown in {TimeProvider.System.GetElapsedTime(growing).TotalSeconds:0} s");
        var history = SteadyLoad.Lasting(TimeSpan.FromMinutes(3), PerSecond, Seed);
        var load = new SteadyLoad(system, history.ArrivingInParts(Seed, disorder: 0, acts: PerSecond), PerSecond);
        await system.Sending.Open();
        // An attempt that takes long is measured and not given up: giving up is a failure of the client.
        (system.Client.Answers, system.Client.AnswerWithin) = (new Answers(), Patience.Limit);

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
        output.WriteLine(
            $"slowest {answers.Slowest.TotalSeconds:0.0} s, failing {answers.Failing.TotalSeconds:0.0} s in a row, "
            + $"shortest restart {shortest.TotalSeconds:0} s");
        Assert.True(answers.Failed == 0, answers.Failures());
        // A copy that is told to stop finishes what it has, and what comes then goes to the other: the gateway need not excuse itself.
        Assert.True(answers.Saying("gateway.") == 0, answers.Failures());
        // While a copy starts, whoever has locked rows keeps them longer, and who waits for a row longer than 10 s is told to come back:
        // 1.3 of 100 were seen beside a busy suite. If no copy took over, it would be all that arrive during a restart, a fifth and more.
        var share = shortest < restart ? 0.05 : 0.1;
        Assert.True(
            answers.Later <= share * answers.Attempts,
            $"{answers.Later} of {answers.Attempts} were told to come back later\n{answers.Failures()}");
        // On a busy machine a moment is longer, and so is a restart: if no other copy had taken over, it would have failed all through one,
        // and what hung on a copy that was gone would have waited as long. On a route that is seldom asked two waits for a locked row in a
        // row are 20 s and more.
        Within(answers.Failing, moment, shortest * 0.75, "of failures in a row");
        Within(answers.Slowest, longest, shortest / 2, "until an answer");
        var settling = TimeProvider.System.GetTimestamp();
        var differences = await system.Settled(Patience.Limit);
        output.WriteLine($"settled in {TimeProvider.System.GetElapsedTime(settling).TotalSeconds:0} s");
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(30))}");

        void Within(TimeSpan found, TimeSpan usual, TimeSpan ofARestart, string what) => Assert.True(
            found <= usual || found <= ofARestart,
            $"{found} {what}, {(usual > ofARestart ? usual : ofARestart)} at most\n{answers.Failures()}");
    }
}
