namespace Supply.Benchmarks;

/// <summary>Figures as they come, and the table at the end: medians with the least and the most of the rounds.</summary>
internal sealed class Report
{
    private readonly Dictionary<(string What, string Tables), List<double>> figures = [];

    public void Add(string what, string tables, double figure) => Of(what, tables).Add(figure);

    /// <summary>Latencies in ms, sorted.</summary>
    public void Add(string what, string tables, List<double> sorted) => Of(what, tables).AddRange(sorted);

    public void Print(int old, int rounds, int messages)
    {
        Console.WriteLine($"""

            {messages:N0} messages a run, {rounds} rounds, median (least .. most)
            | | empty tables | {old:N0} old rows |
            |---|---|---|
            """);
        Row("bare publish and consume, messages/s", "bare", Rate);
        Row("outbox to effect, handler that only adds, messages/s", "adds", Rate);
        Row("outbox to effect, handler that finds by key and writes, messages/s", "finds", Rate);
        Row("outbox to effect, handler that queries and writes, messages/s", "queries", Rate);
        Row("only adds / bare (goal 0.6)", "adds/bare", Ratio);
        Row("finds by key / bare (goal 0.4)", "finds/bare", Ratio);
        Row("queries / bare (goal 0.4)", "queries/bare", Ratio);
        Row("CPU us a message, bare", "bare cpu", Rate);
        Row("CPU us a message, only adds", "adds cpu", Rate);
        Row("CPU us a message, finds by key", "finds cpu", Rate);
        Row("CPU us a message, queries", "queries cpu", Rate);
        Row("bare at 200/s, p50 / p99 ms", "bare ms", Latency);
        Row("slice to effect at 200/s, only adds, p50 / p99 ms (goal p99 50)", "adds ms", Latency);
        Row("slice to effect at 200/s, finds by key, p50 / p99 ms (goal p99 50)", "finds ms", Latency);
        Row("slice to effect at 200/s, queries, p50 / p99 ms (goal p99 50)", "queries ms", Latency);
        // Against bare of the same half of the run, because the machine is not the same for minutes.
        foreach (var what in (string[])["adds/bare", "finds/bare", "queries/bare"])
            Console.WriteLine(
                $"| {what}: with old rows / with empty tables (goal 0.9) | | {Median(Of(what, "old")) / Median(Of(what, "empty")):F2} |");
        Console.WriteLine("""

            | eight writers | slices/s |
            |---|---|
            """);
        foreach (var (key, list) in figures.Where(x => x.Key.What == "slices/s"))
            Console.WriteLine($"| {key.Tables} | {Rate(list)} |");
    }

    private void Row(string title, string what, Func<List<double>, string> form) =>
        Console.WriteLine($"| {title} | {form(Of(what, "empty"))} | {form(Of(what, "old"))} |");

    private static string Rate(List<double> list) => list.Count == 0 ? "-" : $"{Median(list):F0} ({list.Min():F0} .. {list.Max():F0})";

    private static string Ratio(List<double> list) => list.Count == 0 ? "-" : $"{Median(list):F2} ({list.Min():F2} .. {list.Max():F2})";

    private static string Latency(List<double> sorted) =>
        sorted.Count == 0 ? "-" : $"{sorted[sorted.Count / 2]:F1} / {sorted[(int)(sorted.Count * 0.99)]:F1}";

    public static double Median(List<double> list) => list.Count == 0 ? double.NaN : list.Order().ElementAt(list.Count / 2);

    private List<double> Of(string what, string tables) =>
        figures.TryGetValue((what, tables), out var list) ? list : figures[(what, tables)] = [];
}
