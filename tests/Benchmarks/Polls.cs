using System.Globalization;

namespace Supply.Benchmarks;

/// <summary>People who look: open pages, walls and the public, while pharmacies work.</summary>
internal static class Polls
{
    private const int Each = 40;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    public static async Task<int> Distributed(bool quick)
    {
        var system = new RunningSystem();
        using var api = new Api(system.Address);
        var network = Small();
        await network.Prepare(system, api);
        var pharmacies = new Pharmacies(api, network);
        await pharmacies.Fill(Each);
        var all = system.Processes();
        var holders = new Dictionary<string, int> { ["gateway"] = all["gateway"], ["indicators"] = all["indicators-1"] };
        await OpenStreams.Run(system.Address, api, network, pharmacies, holders, quick); // first: no load has let memory grow
        await Freshness.Run(system.Address, api, pharmacies, quick);
        await system.Quiet(limit);
        var bare = int.Parse(Environment.GetEnvironmentVariable("BENCH_BARE_PID")!, CultureInfo.InvariantCulture);
        await PollRates.Run(system, api, pharmacies.Month, bare, quick);
        await PublicLoad.Run(system.Address, network, pharmacies, quick);
        await system.Verify(api);
        return 0;
    }

    /// <summary>The same in one process on SQLite, where there is no gateway to poll through.</summary>
    public static async Task<int> Embedded(bool quick)
    {
        var folder = Directory.CreateTempSubdirectory("supply-bench-polls").FullName;
        try
        {
            await using var program = await EmbeddedProgram.Start(folder, "Ctrl-C stops.", limit);
            using var api = new Api(program.Address);
            var network = Small();
            await network.Prepare(api, program.Quiet);
            var pharmacies = new Pharmacies(api, network);
            await pharmacies.Fill(Each);
            var holders = new Dictionary<string, int> { ["the program"] = program.Id };
            await OpenStreams.Run(program.Address, api, network, pharmacies, holders, quick);
            await Freshness.Run(program.Address, api, pharmacies, quick);
            await PublicLoad.Run(program.Address, network, pharmacies, quick);
            await RunningSystem.VerifyPiecesAndMessages(api);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Two facilities of each state that operates.
    private static Network Small() => new(46, 20);
}
