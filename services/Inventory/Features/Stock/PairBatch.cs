using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>
/// Work of a job on several pairs in one transaction. Where it fails each pair is tried alone, and the one at fault is set aside.
/// </summary>
internal static class PairBatch
{
    public static async Task Run(
        JobProgress progress, IReadOnlyList<(string Facility, string Clave)> pairs,
        Func<IReadOnlyList<(string Facility, string Clave)>, Task> work,
        CancellationToken ct)
    {
        if (await Together(pairs, work))
        {
            foreach (var (facility, clave) in pairs)
                progress.Done($"{facility} {clave}");
            progress.Did(pairs.Count);
            return;
        }
        foreach (var pair in pairs)
        {
            ct.ThrowIfCancellationRequested();
            if (await progress.Try($"{pair.Facility} {pair.Clave}", () => work([pair])))
                progress.Did(1);
        }
    }

    private static async Task<bool> Together(
        IReadOnlyList<(string Facility, string Clave)> pairs, Func<IReadOnlyList<(string Facility, string Clave)>, Task> work)
    {
        try
        {
            await work(pairs);
            return true;
        }
        catch (Exception e) when (!Database.IsInfrastructure(e))
        {
            return false; // told by the pair that is at fault
        }
    }
}
