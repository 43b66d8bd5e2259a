using System.Diagnostics;

namespace Supply.EndToEnd.Tests;

/// <summary>
/// SIGKILL at any moment loses nothing that was answered and doubles nothing. Several clients that retry live through
/// a random history while the process dies again and again, then a second client says everything once more.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int RandomKills = 10;
    private const int KillsWhileStarting = 2;
    private const int Hands = 4;

    // Where it dies by its own hand, and at the latest how often it has been there by then.
    private static readonly Dictionary<string,
        int> crashPoints = new() { ["after-commit"] = 20, ["between-handlers"] = 12, ["before-done"] = 6 };

    [Fact]
    public async Task What_was_answered_is_there_once_however_often_the_process_is_killed()
    {
        var seed = SeedOf("SUPPLY_KILL_SEED", 20261122);
        output.WriteLine($"seed {seed} (SUPPLY_KILL_SEED=N runs another)");
        var scenario = Scenario.Of(seed, ScenarioSize.Full);
        var arriving = scenario.Arriving(seed, disorder: 0.2);
        await using var standalone = await StandaloneProcess.Started();
        await standalone.Sending.Open();

        using var gate = new SemaphoreSlim(0);
        var clients = standalone.Send(arriving, Hands, gate);
        await LiveAndDie(standalone, gate, Sending.Together(arriving).Count(), new Random(seed), clients);
        await clients;
        var sent = Stopwatch.GetTimestamp();
        await standalone.Send(scenario.Arriving(seed + 1, disorder: 0.5), Hands);
        output.WriteLine($"replayed in {TimeProvider.System.GetElapsedTime(sent)}");

        var differences = await standalone.Settled(TimeSpan.FromMinutes(5));
        output.WriteLine($"settled {TimeProvider.System.GetElapsedTime(sent)} after the last kill");
        Assert.True(
            differences.Count == 0,
            $"seed {seed}: {differences.Count} differences\n{string.Join('\n', differences.Take(30))}\n{Tail(standalone.Output)}");
    }

    /// <summary>Each life does a share of the requests, so that every kill finds some under way.</summary>
    private async Task LiveAndDie(StandaloneProcess standalone, SemaphoreSlim gate, int requests, Random random, Task clients)
    {
        var deaths = Enumerable.Repeat("random", RandomKills).Concat(Enumerable.Repeat("starting", KillsWhileStarting))
            .Concat(crashPoints.Keys).ToArray();
        random.Shuffle(deaths);
        var (share, killed) = (requests / (deaths.Length - KillsWhileStarting), 0);
        for (var life = 0; life < deaths.Length; life++)
        {
            var (death, crash) = (deaths[life], crashPoints.ContainsKey(deaths[life]));
            if (life > 0 || crash || death == "starting")
            {
                await standalone.Kill();
                standalone.Spawn(crash ? $"{death}:{random.Next(1, crashPoints[death] + 1)}" : null);
            }
            if (death != "starting")
            {
                gate.Release(share);
                if (!crash) // with messages left over it may die at its point before it is ready
                    Assert.True(await standalone.Ready(), $"Life {life} did not become ready.\n{Tail(standalone.Output)}");
            }
            if (clients.IsFaulted)
                await clients;
            if (crash)
                Assert.Equal((death, StandaloneProcess.KilledExitCode), (death, await standalone.Exited(TimeSpan.FromMinutes(5))));
            else
                await Task.Delay(
                    TimeSpan.FromMilliseconds(death == "starting" ? random.Next(100, 2500) : random.Next(20, 700)), TimeProvider.System);
            await standalone.Kill();
            killed++;
            output.WriteLine($"life {life}: {death}");
        }
        Assert.Equal(RandomKills + KillsWhileStarting + crashPoints.Count, killed);
        gate.Release(requests);
        await standalone.Start();
    }

    private static int SeedOf(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var seed) ? seed : usual;

    private static string Tail(string text) => text.Length <= 6000 ? text : text[^6000..];
}
