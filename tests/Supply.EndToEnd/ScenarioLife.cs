namespace Supply.EndToEnd;

/// <summary>Lives a <see cref="Scenario"/> day by day.</summary>
internal sealed class ScenarioLife
{
    private const int StockingReceipts = 4;

    private readonly int seed;
    private readonly string[] claves;
    private readonly Random random;
    private readonly DateTimeOffset start;
    private readonly ScenarioSize size;
    private readonly List<Act> acts = [];
    private readonly PriorityQueue<Action<DateTimeOffset>, DateTimeOffset> agenda = new();
    private readonly HashSet<DateTimeOffset> taken = [];
    private readonly Dictionary<string, List<Guid>> stocking = [];
    private readonly UnitBooks books;
    private int lotNumber;
    private int orderNumber;
    private int batch;

    public ScenarioLife(int seed, ScenarioSize size, string[] claves)
    {
        (this.seed, this.size, this.claves, random) = (seed, size, claves, new Random(seed));
        books = new UnitBooks(random);
        // Histories of different seeds share no instant and no lot, so that they can follow each other on one system.
        start = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero)
            .AddDays(-size.Days - 3).AddMicroseconds(1 + Math.Abs(seed % 997));
    }

    /// <returns>All that happens, in its order.</returns>
    public IReadOnlyList<Act> Live()
    {
        foreach (var warehouse in Scenario.Places.Where(x => x.IsWarehouse))
            stocking[warehouse.Code] = [.. Enumerable.Range(0, StockingReceipts).Select(_ => NewId())];
        foreach (var unit in Scenario.Places.Where(x => !x.IsWarehouse))
        {
            if (unit.Late)
                At(size.Days / 2, at => acts.Add(new FacilityArrives(NewId(), at, unit)));
            for (var day = 0; day < size.Days; day++)
                PlanDay(unit, day);
            PlanChanges(unit);
        }
        while (agenda.TryDequeue(out var happen, out var at))
            happen(at);
        foreach (var warehouse in Scenario.Places.Where(x => x.IsWarehouse))
            Stock(warehouse);
        acts.Sort((x, y) => x.At.CompareTo(y.At));
        return acts;
    }

    /// <summary>
    /// The catalogue tells of a new code at any moment: while goods are under way, between a prescription and its delivery.
    /// </summary>
    private void PlanChanges(Place unit)
    {
        var (days, before) = (new Random(seed + unit.Code[^1]), default(Guid?));
        var at = start.AddDays(days.Next(0, 1 + size.Days / 4)).AddHours(16);
        foreach (var change in unit.Changes ?? [])
        {
            at = Unique(at.AddHours(days.Next(1, 2 + 10 * size.Days / unit.Changes!.Count)));
            var bytes = new byte[16];
            days.NextBytes(bytes);
            var id = new Guid(bytes);
            acts.Add(new CodeChanged(id, at, unit, change, before));
            before = id;
        }
    }

    private void PlanDay(Place unit, int day)
    {
        if (day == 0)
            agenda.Enqueue(at => Receive(unit, at, claves), Unique(start.AddHours(14).AddSeconds(random.Next(0, 3600))));
        else if (Chance(0.35))
            At(day, at => Receive(unit, at, Some(claves, 2, 5)));
        if (Chance(0.12))
            At(day, at => ReceiveByMistake(unit, at));
        if (!unit.Late && Chance(0.5))
            At(day, at => Issue(unit, at));
        for (var i = random.Next(0, 2 * size.PrescriptionsPerUnitAndDay + 1); i > 0; i--)
            At(day, at => Present(unit, at, null));
        if (!Chance(0.25))
            return;
        var together = ++batch;
        for (var i = random.Next(2, 6); i > 0; i--)
            At(day, at => Present(unit, at, together));
    }

    /// <summary>
    /// What the warehouse ships, and a little more, was there on the first morning; in small lots, so that picks are split. The first of
    /// them expires in the middle of the history, some pieces on their way; the others suffice.
    /// </summary>
    private void Stock(Place warehouse)
    {
        var shipped = acts.OfType<Shipment>().Where(x => x.From == warehouse).SelectMany(x => x.Lines)
            .ToLookup(x => x.Clave, x => x.Quantity);
        for (var i = 0; i < StockingReceipts; i++)
        {
            var lines = claves.Select(x => new ReceiptLine(
                x, $"A{seed}-{++lotNumber}", i == 0 ? Expiry(-size.Days / 2) : Expiry(400 - 40 * i),
                shipped[x].Sum() / (StockingReceipts - 1) + random.Next(1, 10)));
            acts.Add(new Receipt(stocking[warehouse.Code][i], Unique(start.AddHours(7).AddMinutes(10 * i)), warehouse, [.. lines]));
        }
    }

    private void Receive(Place unit, DateTimeOffset at, IEnumerable<string> of)
    {
        var lines = of.Select(x => new ReceiptLine(x, $"D{seed}-{++lotNumber}", Expiry(random.Next(90, 500)), random.Next(5, 60))).ToList();
        var receipt = new Receipt(NewId(), at, unit, lines);
        acts.Add(receipt);
        foreach (var line in lines)
            books.Enter(unit.Code, line);
        if (!unit.Late && Chance(0.2))
            agenda.Enqueue(then => Withdraw(new(NewId(), then, unit, receipt, null)), Unique(at.AddMinutes(random.Next(60, 2000))));
    }

    /// <summary>A receipt that is taken back, of claves of which nobody names a lot.</summary>
    private void ReceiveByMistake(Place unit, DateTimeOffset at)
    {
        var lines = Some([.. claves.Where(x => !Scenario.IsTracked(unit.Code, x))], 1, 3)
            .Select(x => new ReceiptLine(x, $"M{seed}-{++lotNumber}", Expiry(random.Next(90, 500)), random.Next(5, 60))).ToList();
        var receipt = new Receipt(NewId(), at, unit, lines);
        acts.Add(receipt);
        agenda.Enqueue(then => acts.Add(new Reversal(NewId(), then, receipt)), Unique(at.AddMinutes(random.Next(5, 2000))));
    }

    private void Withdraw(Recall recall)
    {
        acts.Add(recall);
        if (Chance(0.5))
            agenda.Enqueue(then => acts.Add(new LiftRecall(NewId(), then, recall)), Unique(recall.At.AddMinutes(random.Next(10, 500))));
    }

    private void Issue(Place unit, DateTimeOffset at)
    {
        var warehouse = Scenario.Places.Single(x => x.IsWarehouse && x.State == unit.State);
        var order = new Order(NewId(), at, warehouse, unit, [.. Some(claves, 1, 3).Select(x => new OrderLine(x, random.Next(4, 25)))]);
        acts.Add(order);
        var verdict = (++orderNumber % 12) switch { 4 => "reject", 8 => "cancel", 11 => null, _ => "approve" };
        if (verdict is not null)
            agenda.Enqueue(then => Decide(order, verdict, then), Unique(at.AddMinutes(random.Next(10, 200))));
    }

    private void Decide(Order order, string verdict, DateTimeOffset at)
    {
        var decided = new OrderVerdict(NewId(), at, order, verdict);
        acts.Add(decided);
        if (verdict != "approve" || Chance(0.1))
            return;
        var inTwo = order.Lines.All(x => x.Quantity > 1) && Chance(0.3);
        for (var part = 0; part <= (inTwo ? 1 : 0); part++)
        {
            var lines = order.Lines
                .Select(x => x with { Quantity = !inTwo ? x.Quantity : part == 0 ? x.Quantity / 2 : x.Quantity - x.Quantity / 2 })
                .ToList();
            agenda.Enqueue(then => Ship(decided, lines, then), Unique(at.AddMinutes(random.Next(60, 600))));
        }
    }

    private void Ship(OrderVerdict approval, List<OrderLine> lines, DateTimeOffset at)
    {
        var order = approval.Order;
        var shipment = new Shipment(NewId(), at, order.Warehouse, order.Destination, approval, lines, stocking[order.Warehouse.Code]);
        acts.Add(shipment);
        var arrives = at.AddMinutes(random.Next(300, 1800));
        if (Chance(0.9) && arrives < start.AddDays(size.Days))
            agenda.Enqueue(then => Arrive(shipment, then), Unique(arrives));
        else if (!shipment.To.Late && Chance(0.5))
            ArriveWithdrawn(shipment);
    }

    /// <summary>
    /// Goods of a lot that is recalled on their way come after all else, on the day on which the system is told of the recall: by then the
    /// last day of the history has ended in every zone.
    /// </summary>
    private void ArriveWithdrawn(Shipment shipment)
    {
        var recall = new Recall(NewId(), Unique(start.AddDays(size.Days + 3)), shipment.To, null, shipment);
        acts.Add(recall);
        acts.Add(new Reception(
            NewId(), Unique(recall.At.AddMinutes(10)), shipment, [.. shipment.Lines.Select(x => new Received(x.Clave, x.Quantity, 0, 0))],
            Withdrawn: recall));
        if (Chance(0.5))
            acts.Add(new LiftRecall(NewId(), Unique(recall.At.AddMinutes(20)), recall));
    }

    private void Arrive(Shipment shipment, DateTimeOffset at)
    {
        var perfect = Chance(0.7);
        var lines = shipment.Lines.Select(x =>
        {
            if (perfect)
                return new Received(x.Clave, x.Quantity + (Chance(0.05) ? 1 : 0), 0, 0);
            var damaged = random.Next(0, 1 + Math.Min(3, x.Quantity / 2));
            var missing = random.Next(0, 1 + Math.Min(2, x.Quantity - damaged));
            return new Received(x.Clave, x.Quantity - damaged - missing, damaged, missing);
        }).ToList();
        var reception = new Reception(NewId(), at, shipment, lines);
        acts.Add(reception);
        foreach (var line in lines)
            books.Add(shipment.To.Code, line.Clave, line.Good);
        if (Chance(0.15))
            agenda.Enqueue(then => TakeBack(reception, then), Unique(at.AddMinutes(random.Next(5, 600))));
    }

    /// <summary>As a rule it is received again as it should have been.</summary>
    private void TakeBack(Reception reception, DateTimeOffset at)
    {
        var reversal = new Reversal(NewId(), at, reception);
        acts.Add(reversal);
        foreach (var line in reception.Lines)
            books.Add(reception.Shipment.To.Code, line.Clave, -line.Good);
        if (Chance(0.3))
            return;
        List<Received> lines = [.. reception.Shipment.Lines.Select(x => new Received(x.Clave, x.Quantity, 0, 0))];
        acts.Add(new Reception(NewId(), Unique(at.AddMinutes(10)), reception.Shipment, lines, Instead: reversal));
        foreach (var line in lines)
            books.Add(reception.Shipment.To.Code, line.Clave, line.Good);
    }

    private void Present(Place unit, DateTimeOffset at, int? together)
    {
        var lines = Some(claves, 1, 3).Select((clave, i) => Line(unit.Code, clave, i + 1)).ToList();
        if (Chance(0.06) && lines is [.., { Dispensed: var given, Prescribed: var asked } last] && given < asked)
        {
            var other = claves.First(x => lines.All(line => line.Clave != x));
            lines.Add(books.Give(unit.Code, other, lines.Count + 1, prescribed: 0, asked - given) with { SubstituteFor = last.Line });
        }
        var forWard = Chance(0.05) && lines.Any(x => x.Prescribed > 0);
        var prescription = new Prescription(NewId(), at, unit, forWard ? "collective" : "individual", lines, together);
        acts.Add(prescription);
        if (!forWard && Chance(0.04))
            agenda.Enqueue(then => acts.Add(new VoidPrescription(NewId(), then, prescription)), Unique(at.AddMinutes(random.Next(5, 300))));
        else if (lines.FirstOrDefault(
            x => x.SubstituteFor is null && x.Dispensed < x.Prescribed && !Scenario.IsTracked(unit.Code, x.Clave)) is { } owed
            && lines.All(x => x.SubstituteFor is null) && Chance(0.3))
            agenda.Enqueue(then => HandOver(prescription, owed, then), Unique(at.AddMinutes(random.Next(60, 2000))));
    }

    private void HandOver(Prescription prescription, PrescriptionLine owed, DateTimeOffset at)
    {
        var quantity = owed.Prescribed - owed.Dispensed;
        var delivery = new Delivery(NewId(), at, prescription, owed.Line, quantity);
        acts.Add(delivery);
        if (Chance(0.2))
            acts.Add(new Reversal(NewId(), Unique(at.AddMinutes(5)), delivery));
        else
            books.Add(prescription.Place.Code, owed.Clave, -quantity);
    }

    private PrescriptionLine Line(string place, string clave, int number)
    {
        var prescribed = Chance(0.02) ? 0 : random.Next(1, 9);
        return books.Give(place, clave, number, prescribed, Chance(0.1) ? random.Next(0, prescribed + 1) : prescribed);
    }

    /// <summary>Between morning and evening in both zones, with a few so late in the day that the date in UTC is the next.</summary>
    private void At(int day, Action<DateTimeOffset> happen) =>
        agenda.Enqueue(happen, Unique(start.AddDays(day).AddHours(15).AddSeconds(random.Next(0, Chance(0.1) ? 50_000 : 30_000))));

    private DateTimeOffset Unique(DateTimeOffset at)
    {
        while (!taken.Add(at))
            at = at.AddMilliseconds(1);
        return at;
    }

    private DateOnly Expiry(int days) => DateOnly.FromDateTime(start.UtcDateTime).AddDays(size.Days + days);

    private bool Chance(double share) => random.NextDouble() < share;

    private IEnumerable<string> Some(string[] of, int atLeast, int atMost) =>
        random.GetItems(of, random.Next(atLeast, atMost + 1)).Distinct();

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[7] = (byte)(bytes[7] & 0x0F | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes);
    }
}
