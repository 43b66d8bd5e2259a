namespace Supply.Benchmarks;

internal static class Sample
{
    private static readonly DateTimeOffset at = new(2026, 10, 15, 18, 0, 0, TimeSpan.Zero);
    private static readonly Line[] lines =
        [new(1, "010.000.0104.00", 20, 20, "L2026-0001"), new(2, "010.000.2301.00", 3, 3, "L2026-0417"),
            new(3, "040.000.3204.00", 30, 10, "L2025-9915")];

    public static TakenBare Bare(Guid id) => new(id, "HGIMB000011", "13", "F-2026-000123", 1, at, at, new(2026, 10, 15), "recorded", lines);

    public static ToAdd Added(Guid id) => new(id, "HGIMB000011", "13", "F-2026-000123", 1, at, at, new(2026, 10, 15), "recorded", lines);

    public static ToFind Found(Guid id) => new(id, "HGIMB000011", "13", "F-2026-000123", 1, at, at, new(2026, 10, 15), "recorded", lines);

    public static ToQuery Queried(Guid id) =>
        new(id, "HGIMB000011", "13", "F-2026-000123", 1, at, at, new(2026, 10, 15), "recorded", lines);
}
