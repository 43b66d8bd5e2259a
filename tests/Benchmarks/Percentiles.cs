namespace Supply.Benchmarks;

/// <summary>Of waits in ms.</summary>
internal sealed class Percentiles(IEnumerable<double> waits)
{
    private readonly double[] sorted = [.. waits.Order()];

    public int Count => sorted.Length;
    public double Half => sorted[sorted.Length / 2];
    public double Of99 => sorted[(int)(sorted.Length * 0.99)];
    public double Most => sorted[^1];

    public override string ToString() => $"p50 {Half:F0} ms, p99 {Of99:F0} ms, most {Most:F0} ms";
}
