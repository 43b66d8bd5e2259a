namespace Supply.Distributed.Tests;

/// <summary>Nothing that a pharmacist does waits for another service.</summary>
[Collection(SharedDeployment.Filled)]
public sealed class EverythingDownTests(SharedDeployment shared, ITestOutputHelper output)
{
    private const int Seed = 20261126;
    private const int Hands = 6;
    private const double ShareOfTheRate = 0.7;

    [Fact]
    public async Task Pharmacies_record_at_full_speed_while_everything_behind_them_is_down()
    {
        var system = await shared.Started();
        var arriving = Scenario.Of(Seed, new ScenarioSize(8, 25)).Arriving(Seed, disorder: 0.2);
        var recorded = arriving.Where(x => x is Prescription or Delivery or VoidPrescription or Reversal { Document: Delivery }).ToList();
        var (before, after) = (recorded[..(recorded.Count / 2)], recorded[(recorded.Count / 2)..]);
        await system.Sending.Open();
        await system.Send([.. arriving.Except(recorded)], Hands);
        await system.Send(before[..100], Hands); // warm

        var usual = await Rate(system, before[100..]);
        string[] down = [.. LocalDeployment.Services.Where(x => x != "dispensing").SelectMany(system.CopiesOf), .. system.Nodes];
        await system.Kill(down);
        system.Client.Answers = new Answers();
        var alone = await Rate(system, after);
        output.WriteLine($"{usual:0} requests a second with everything up, {alone:0} with {string.Join(", ", down)} down");
        Assert.True(system.Client.Answers is { Failed: 0, Later: 0 }, system.Client.Answers.Failures());
        Assert.True(alone >= ShareOfTheRate * usual, $"{alone:0} requests a second, {usual:0} with everything up");

        await system.BringBack();
        var began = TimeProvider.System.GetTimestamp();
        var differences = await system.Settled(Patience.Limit);
        output.WriteLine($"caught up in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(30))}");
    }

    /// <summary>Requests a second in the best quarter: what else runs on the machine comes and goes.</summary>
    private static async Task<double> Rate(SystemUnderTest system, List<Act> acts)
    {
        var best = 0.0;
        foreach (var part in acts.Chunk((acts.Count + 3) / 4))
        {
            var began = TimeProvider.System.GetTimestamp();
            await system.Send(part, Hands);
            best = Math.Max(best, Sending.Together(part).Count() / TimeProvider.System.GetElapsedTime(began).TotalSeconds);
        }
        return best;
    }
}
