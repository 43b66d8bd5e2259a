using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>
/// Which counters the tallies have of every document. A new version's counters are in those that it has judged itself; the next
/// rebuild adds them to the others, and only after that is a difference in them an error.
/// </summary>
internal static class CounterSet
{
    private static readonly string[] own = Enum.GetNames<Counter>();

    /// <summary>This version counts from now on.</summary>
    public static Task Note(IndicatorsDb db, CancellationToken ct) =>
        Set(db, stored => stored is null ? own : [.. stored.Where(own.Contains)], ct);

    /// <summary>A rebuild has counted everything with this version.</summary>
    public static Task Complete(IndicatorsDb db, CancellationToken ct) => Set(db, _ => own, ct);

    public static async Task<IReadOnlyList<Counter>> Read(IndicatorsDb db, CancellationToken ct) =>
        [.. (await Stored(db, ct) ?? own).Where(own.Contains).Select(Enum.Parse<Counter>)];

    private static async Task Set(IndicatorsDb db, Func<string[]?, string[]> to, CancellationToken ct)
    {
        var stored = await Stored(db, ct);
        var (before, after) = (stored is null ? null : string.Join(',', stored), string.Join(',', to(stored)));
        if (before != after)
            await db.Write(() => db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Counters, after), ct), ct);
    }

    private static async Task<string[]?> Stored(IndicatorsDb db, CancellationToken ct) =>
        (await db.LogHeads.AsNoTracking().Select(x => x.Counters).SingleAsync(ct))?.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
