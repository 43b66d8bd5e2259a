using System.Globalization;

namespace Supply.Distributed.Tests;

/// <summary>
/// Under a steady load, with half of the messages doubled, everything is killed in a random order, each once, and again and again until
/// the time is over. What was answered must be there, once. <c>SUPPLY_CHAOS_SEED</c> and <c>SUPPLY_CHAOS_SECONDS</c> (of load) choose
/// another run; <c>tests/Distributed.Tests/chaos</c> is the long one.
/// </summary>
[Collection(SharedDeployment.Filled)]
public sealed class ChaosTests(SharedDeployment shared, ITestOutputHelper output)
{
    private const int PerSecond = 16;
    private const int AtLeast = 60;
    private static readonly TimeSpan round = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan settling = Patience.Limit;

    [Fact]
    public async Task Nothing_that_was_answered_is_lost_or_doubled_whatever_dies()
    {
        var (seed, seconds) = (Setting("SUPPLY_CHAOS_SEED", 20261125), Setting("SUPPLY_CHAOS_SECONDS", AtLeast));
        var system = await shared.Started();
        output.WriteLine(
            $"seed {seed}, {seconds} s, {system.Copies} copies, {system.Nodes.Count} brokers (SUPPLY_CHAOS_SEED=N runs another); "
            + $"{system.Place}");
        await system.Sending.Open();
        system.Client.Answers = new Answers();
        var deaths = new Deaths(system, new Random(seed), output.WriteLine);
        var rounds = Math.Max(1, (int)(seconds / round.TotalSeconds));
        for (var i = 0; i < rounds; i++)
            await Round(system, deaths, seed + i, TimeSpan.FromSeconds((double)seconds / rounds));
        output.WriteLine(system.Client.Answers.Routes() + system.Client.Answers.Failures());
        deaths.AssertAllHappened();
    }

    private async Task Round(LocalDeployment system, Deaths deaths, int seed, TimeSpan time)
    {
        // Of any length, until all were killed; ten seconds of it are shuffled at a time.
        var history = SteadyLoad.Lasting(3 * time, PerSecond, seed).ArrivingInParts(seed, disorder: 0.3, acts: 10 * PerSecond);
        var load = new SteadyLoad(system, history, PerSecond);
        await using var doubler = await Doubler.Started(system, seed);
        var sending = load.Send();
        await deaths.During(sending, time);
        load.End();
        await sending;
        output.WriteLine($"seed {seed}: {load.Sent} acts sent in {load.Elapsed.TotalSeconds:0} s");

        var began = TimeProvider.System.GetTimestamp();
        await doubler.Finish();
        List<string> differences =
        [
            .. await system.Settled(settling),
            .. await Eventually.Nothing(system.FilledOutboxes, Patience.Limit),
            .. await Eventually.Nothing(system.FilledQueues, Patience.Limit),
        ];
        output.WriteLine(
            $"seed {seed}: {doubler.Doubled} messages doubled, settled in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        Assert.True(differences.Count == 0, $"seed {seed}: {differences.Count} differences\n{string.Join('\n', differences.Take(40))}");
        Assert.True(
            doubler.Doubled > load.Sent / 4,
            $"only {doubler.Doubled} messages were doubled: {string.Join("; ", doubler.Interruptions)}");
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value : usual;
}
