namespace Supply.Benchmarks;

/// <summary>What figures, stock and consumption must be after what was sent, and whether they are.</summary>
/// <param name="stock">Pieces on hand before.</param>
internal sealed class Expected(RunningSystem system, Api api, long stock)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, (long Complete, long All)> figures = [];
    private long dispensed, prescribed;

    /// <param name="figure">In which it is counted: <c>period=2026-11-20</c>.</param>
    public void Add(string figure, Prescription x)
    {
        lock (turn)
        {
            var (complete, all) = figures.GetValueOrDefault(figure);
            figures[figure] = (complete + (x.IsComplete ? 1 : 0), all + 1);
            dispensed += x.Lines.Sum(line => line.Dispensed);
            prescribed += x.Lines.Sum(line => line.Prescribed);
        }
    }

    /// <summary>Until everything that was added is in the figures, in the stock and in the consumption, once.</summary>
    public async Task Reached(TimeSpan limit)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Missing() is { } missing)
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new WrongEndException($"after {limit.TotalMinutes} minutes {missing}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public async Task<(long Complete, long All)> Figure(string figure)
    {
        var answer = await api.Get("auditor", "/indicators/ind-b?" + figure);
        return (answer.GetProperty("numerator").GetInt64(), answer.GetProperty("denominator").GetInt64());
    }

    private async Task<string?> Missing()
    {
        foreach (var (figure, expected) in figures.Reverse()) // what came last is missing longest
        {
            var found = await Figure(figure);
            if (found.All > expected.All)
                throw new WrongEndException($"figure {figure} has {found}, more than {expected}");
            if (found != expected)
                return $"figure {figure} has {found}, not {expected}";
        }
        var onHand = await system.Ask<long>("inventory", "SELECT coalesce(sum(on_hand), 0)::bigint FROM balances");
        if (onHand < stock - dispensed)
            throw new WrongEndException($"{onHand} pieces are on hand, less than {stock} - {dispensed}");
        if (onHand != stock - dispensed)
            return $"{onHand} pieces are on hand, not {stock} - {dispensed}";
        var consumed = await system.Ask<string>(
            "planning", "SELECT coalesce(sum(dispensed), 0) || ' of ' || coalesce(sum(prescribed), 0) FROM pair_months");
        return consumed == $"{dispensed} of {prescribed}" ? null : $"the consumption is {consumed}, not {dispensed} of {prescribed}";
    }
}
