using Supply.Contracts.Dispensing;

namespace Supply.Dispensing.Domain;

/// <summary>What was asked against what was given.</summary>
public static class Filling
{
    /// <summary>
    /// Every line with prescribed &gt; 0 got, at presentation, dispensed plus substitute pieces &gt;= prescribed: complete, as <c>ind-b</c>
    /// counts it (docs/rules.md).
    /// Deliveries of owed pieces come later and change nothing here.
    /// </summary>
    public static bool IsComplete(IReadOnlyList<PrescriptionLine> lines)
    {
        var substitutes = Substitutes(lines);
        return lines.Where(x => x.SubstituteFor is null && x.Prescribed > 0)
            .All(x => x.Dispensed + substitutes.GetValueOrDefault(x.Line) >= x.Prescribed);
    }

    /// <summary>Of each line of its own: prescribed less dispensed, substituted and delivered.</summary>
    public static IReadOnlyList<OwedLine> Owed(IReadOnlyList<PrescriptionLine> lines, IReadOnlyList<PrescriptionDelivery> deliveries)
    {
        var given = Substitutes(lines);
        foreach (var delivered in deliveries.SelectMany(x => x.Lines))
            given[delivered.Line] = given.GetValueOrDefault(delivered.Line) + delivered.Quantity;
        return [.. lines.Where(x => x.SubstituteFor is null)
            .Select(x => new OwedLine(x.Line, (int)Math.Max(0, x.Prescribed - x.Dispensed - given.GetValueOrDefault(x.Line))))];
    }

    /// <summary>
    /// Refuses lines that contradict each other: <c>dispensing.line-repeated</c>, <c>dispensing.substitute-of-nothing</c>
    /// (a substitute stands in for a line of its own), <c>dispensing.lots-exceed</c>.
    /// </summary>
    public static Refusal? Contradiction(IReadOnlyList<PrescriptionLine> lines)
    {
        var numbers = new HashSet<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!numbers.Add(lines[i].Line))
                return Refusals.LineRepeated(lines[i].Line, $"lines[{i}].line");
            if (Lots(lines[i].Lots) > lines[i].Dispensed)
                return Refusals.LotsExceed(lines[i].Line, $"lines[{i}].lots");
        }
        var own = lines.Where(x => x.SubstituteFor is null).Select(x => x.Line).ToHashSet();
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].SubstituteFor is { } parent && !own.Contains(parent))
                return Refusals.SubstituteOfNothing(lines[i].Line, parent, $"lines[{i}].substituteFor");
        return null;
    }

    /// <summary>
    /// Refuses a delivery that names no line (<c>dispensing.delivery-line</c>), names one twice (<c>dispensing.line-repeated</c>),
    /// hands over more than is owed (<c>dispensing.more-than-owed</c>) or names more pieces in lots than it hands over
    /// (<c>dispensing.lots-exceed</c>).
    /// </summary>
    public static Refusal? Excess(IReadOnlyList<DeliveredLine> delivered, IReadOnlyList<OwedLine> owed)
    {
        var open = owed.ToDictionary(x => x.Line, x => x.Owed);
        var named = new HashSet<int>();
        for (var i = 0; i < delivered.Count; i++)
        {
            var (line, quantity) = (delivered[i].Line, delivered[i].Quantity);
            if (!named.Add(line))
                return Refusals.LineRepeated(line, $"lines[{i}].line");
            if (!open.TryGetValue(line, out var left))
                return Refusals.DeliveryLine(line, $"lines[{i}].line");
            if (quantity > left)
                return Refusals.MoreThanOwed(line, left, quantity, $"lines[{i}].quantity");
            if (Lots(delivered[i].Lots) > quantity)
                return Refusals.LotsExceed(line, $"lines[{i}].lots");
        }
        return null;
    }

    private static Dictionary<int, long> Substitutes(IReadOnlyList<PrescriptionLine> lines) => lines.Where(x => x.SubstituteFor is not null)
        .GroupBy(x => x.SubstituteFor!.Value).ToDictionary(x => x.Key, x => x.Sum(line => (long)line.Dispensed));

    private static long Lots(IReadOnlyList<DispensedLot>? lots) => lots?.Sum(x => (long)x.Quantity) ?? 0;
}
