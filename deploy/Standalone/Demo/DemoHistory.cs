namespace Supply.Standalone.Demo;

/// <summary>
/// Six months of plausible source documents for one state. Each unit hands out what it has; where the state's supply is
/// thin, prescriptions go out incomplete. The same state and months give the same history.
/// </summary>
public sealed class DemoHistory(DemoState state, DateOnly until)
{
    private const int MonthlyDays = 30;

    private readonly Random random = new(20260 + int.Parse(state.State.Code, System.Globalization.CultureInfo.InvariantCulture));
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(state.Zone);
    private readonly Dictionary<(string Unit, string Clave), int> stock = [];

    public IEnumerable<DemoMonth> Months(int count)
    {
        for (var month = Month.Of(until).Add(1 - count); month <= Month.Of(until); month = month.Add(1))
            yield return Next(month);
    }

    private DemoMonth Next(Month month)
    {
        var received = state.Units.SelectMany(u => u.Items.Select(x => new DemoLine(x.Clave, Need(u, x) * 2))).GroupBy(x => x.Clave)
            .Select(x => new DemoLine(x.Key, x.Sum(line => line.Quantity))).ToList();
        var orders = state.Units.Select(unit => Order(unit, month)).ToList();
        var prescriptions = new List<DemoPrescription>();
        for (var day = month.First; day <= month.Last && day <= until; day = day.AddDays(1))
        {
            foreach (var order in orders.Where(x => DateOnly.FromDateTime(x.ReceivedAt.DateTime) == day))
                foreach (var (line, i) in order.Shipped.Select((x, i) => (x, i)))
                    stock[(order.Unit.Code, line.Clave)] = stock.GetValueOrDefault((order.Unit.Code, line.Clave))
                        + line.Quantity - (i == order.Damaged ? 1 : 0);
            foreach (var unit in state.Units)
                for (var n = 0; n < Presented(unit, day); n++)
                    prescriptions.Add(Prescribe(unit, day, n));
        }
        return new(
            state, month, received, At(month.First, 7, 0), [.. orders.Where(x => DateOnly.FromDateTime(x.ReceivedAt.DateTime) <= until)],
            prescriptions);
    }

    private DemoOrder Order(DemoUnit unit, Month month)
    {
        var ordered = unit.Items.Select(x => new DemoLine(x.Clave, Need(unit, x))).ToList();
        var reliability = state.Reliability + random.Next(-10, 11) / 100m;
        var inFull = random.Next(100) < (int)(reliability * 80);
        var shipped = ordered.Select(
            x => inFull || random.Next(3) == 0 ? x : x with { Quantity = Math.Max(1, (int)(x.Quantity * reliability * 0.5m)) }).ToList();
        var day = month.First.AddDays(random.Next(0, 5));
        return new(
            unit, month.First, ordered, shipped, At(day, 8, random.Next(60)), At(day.AddDays(1), 8, random.Next(60)),
            Damaged: random.Next(120));
    }

    private DemoPrescription Prescribe(DemoUnit unit, DateOnly day, int number)
    {
        var lines = new List<(string, int, int)>();
        for (var wanted = 1 + random.Next(3); lines.Count < wanted;)
        {
            var item = Pick(unit);
            if (lines.Any(x => x.Item1 == item.Clave))
                continue;
            var prescribed = 1 + random.Next(2);
            var dispensed = Math.Min(prescribed, stock.GetValueOrDefault((unit.Code, item.Clave)));
            stock[(unit.Code, item.Clave)] = stock.GetValueOrDefault((unit.Code, item.Clave)) - dispensed;
            lines.Add((item.Clave, prescribed, dispensed));
        }
        return new(unit, number, At(day, 9 + random.Next(8), random.Next(60)), day, lines);
    }

    private int Presented(DemoUnit unit, DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Sunday ? 0 : unit.PerHundredDays / 100 + (random.Next(100) < unit.PerHundredDays % 100 ? 1 : 0);

    private DemoItem Pick(DemoUnit unit)
    {
        var at = random.Next(unit.TotalWeight);
        foreach (var item in unit.Items)
            if ((at -= item.Weight) < 0)
                return item;
        return unit.Items[^1];
    }

    // Two lines a prescription and one and a half pieces a line, as Prescribe draws them.
    private static int Need(DemoUnit unit, DemoItem item) =>
        1 + unit.PerHundredDays * MonthlyDays * 3 * item.Weight / unit.TotalWeight / 100;

    private DateTimeOffset At(DateOnly day, int hour, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
