using Supply.Inventory.Domain;
using Line = Supply.Inventory.Domain.StockLine;

namespace Supply.Inventory.Tests.Domain;

/// <summary>The table of what documents do to stock: each row makes what it says, and the page for people shows it.</summary>
public sealed class StockEffectsTests
{
    private static readonly DateTimeOffset at = History.Start;
    private static readonly Holding lot = History.Lot("A"), expired = History.Lot("A", "2026-05-31");
    private static readonly LotRecall recalledLater = new(Guid.CreateVersion7(), at.AddDays(3), new(2026, 6, 4), "color"),
        recalledBefore = recalledLater with { At = at.AddDays(-3), On = new(2026, 5, 29) };

    private static readonly LineSource source = new(
        Guid.CreateVersion7(), Guid.Empty, 1, "HGIMB000011", "HGSSA000011", "010.000.0104.00", at, new(2026, 6, 1), at.AddDays(1), "nota");

    // What the line is, the line, and its facts: kind, pieces, lot, condition, what it becomes, reason.
    private static readonly (string Document, string Line, Line Stock, string[] Facts)[] rows =
    [
        ("Receipt", "goods", new Line.Receipt(source, lot, 5, null), ["In 5 A Usable  Receipt"]),
        ("Receipt", "goods that have expired on the day of arrival", new Line.Receipt(source, expired, 5, null),
            ["In 5 A Quarantine  Receipt"]),
        ("Shipment", "a picked lot of a held shipment", new Line.Shipment(source, lot, 5, HasLeft: false), []),
        ("Shipment", "a picked lot that leaves", new Line.Shipment(source, lot, 5, HasLeft: true), ["Out 5 A Usable  Shipped"]),
        ("Reception", "good pieces", new Line.Reception(source, lot, 5, 0, 0, null), ["In 5 A Usable  Received"]),
        ("Reception", "good pieces that have expired on the day of arrival", new Line.Reception(source, expired, 5, 0, 0, recalledBefore),
            ["In 5 A Quarantine  Received"]),
        ("Reception", "damaged pieces", new Line.Reception(source, lot, 0, 2, 0, recalledBefore), ["In 2 A Damaged  Received"]),
        ("Reception", "missing pieces", new Line.Reception(source, lot, 0, 0, 4, recalledBefore), []),
        ("Resolution", "missing pieces that came back", new Line.Resolution(source, lot, 4, AreBack: true, null),
            ["In 4 A Usable  Returned"]),
        ("Resolution", "missing pieces that came back and have expired by then",
            new Line.Resolution(source, expired, 4, AreBack: true, null), ["In 4 A Quarantine  Returned"]),
        ("Resolution", "missing pieces that are lost", new Line.Resolution(source, lot, 4, AreBack: false, null), []),
        ("Prescription, delivery", "pieces of a lot that it names", new Line.Dispensed(source, 5, [new("A", 3), new("B", 9)]),
            ["Out 3 A   Dispensed", "Out 2 B   Dispensed"]),
        ("Prescription, delivery", "pieces of no named lot",
            new Line.Dispensed(source, 5, [new("A", 3), new(Holding.UncoveredLot, 1)]), ["Out 3 A   Dispensed", "Out 2    Dispensed"]),
        ("Count", "a lot", new Line.Count(source, lot with { Condition = StockCondition.Damaged }, 7), ["Count 7 A Damaged  Counted"]),
        ("Count", "a clave of which nothing was found", new Line.Count(source, null, 0), ["Count 0    Counted"]),
        ("Adjustment", "pieces that were found", new Line.Adjustment(source, lot, 2), ["In 2 A Usable  Adjusted"]),
        ("Adjustment", "pieces that are gone", new Line.Adjustment(source, expired, -2), ["Out 2 A Usable  Adjusted"]),
        ("Transfer", "pieces of a lot", new Line.Transfer(source, lot, lot with { Condition = StockCondition.Quarantine }, 2),
            ["Move 2 A Usable Quarantine Transferred"]),
        ("Recall", "a lot at a facility", new Line.Recall(source, "A"), ["Recall 0 A Usable Quarantine Recalled"]),
        ("Recall", "goods of the lot that come in usable", new Line.Receipt(source, lot, 5, recalledBefore),
            ["In 5 A Usable  Receipt", "Recall 0 A Usable Quarantine Recalled"]),
        ("Recall that is lifted", "a lot at a facility", new Line.RecallLifted(source, "A"), ["Lift 0 A Quarantine Usable Recalled"]),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, rows.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_line_makes_the_facts_of_its_row(int row)
    {
        var facts = StockEffects.Of(rows[row].Stock);
        Assert.Equal(rows[row].Facts, facts.Select(
            x => $"{x.Kind} {x.Quantity} {x.Lot} {x.Condition} {x.ToCondition} {x.Reason}"));
        Assert.All(facts, x => Assert.Equal(
            (source.Facility, source.Stated, source.Clave, source.Line, at, source.LocalDate),
            (x.Facility, x.StatedFacility, x.Clave, x.Line, x.OccurredAt, x.LocalDate)));
        Assert.Equal(facts.Count, facts.Select(x => (x.DocumentId, x.PartOf, x.Line, x.Part)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Taking_the_facts_of_a_line_back_leaves_what_there_was(int row)
    {
        StockFact[] before = [History.In(-90, 8, lot), History.In(-80, 3, History.Lot("B"))];
        var pair = new ReplayedPair(interval: 1);
        pair.Change(before, []);
        var (was, facts) = (pair.End, StockEffects.Of(rows[row].Stock));
        if (facts.Count == 0)
            return;
        pair.Change(facts, []);
        pair.Change([], facts);
        Assert.True(was.IsSameAs(pair.End));
    }

    [Fact]
    public void Every_row_that_is_of_a_document_is_tried() => Assert.Equal(
        StockEffects.Table.Where(x => x.Of is not null).Select(x => (x.Document, x.Line)), rows.Select(x => (x.Document, x.Line)));

    [Fact]
    public void Goods_that_are_told_late_go_to_quarantine_when_their_lot_was_recalled()
    {
        var part = source with { PartOf = Guid.CreateVersion7(), Line = 4 };
        var late = StockEffects.Of(new Line.Reception(part, lot, 5, 2, 0, recalledLater));
        Assert.Equal(["In 5", "Recall 0", "In 2"], late.Select(x => $"{x.Kind} {x.Quantity}"));
        Assert.Equal(
            (recalledLater.At, recalledLater.On, recalledLater.Id, part.PartOf, 4, "color"),
            (late[1].OccurredAt, late[1].LocalDate, late[1].DocumentId, late[1].PartOf, late[1].Line, late[1].Note!));
        var book = PairHistory.Replay(late).Book;
        Assert.Equal((0, 5, 2), (
            book.OnHand(lot), book.OnHand(lot with { Condition = StockCondition.Quarantine }),
            book.OnHand(lot with { Condition = StockCondition.Damaged })));
    }

    [Fact]
    public void The_page_shows_the_table()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "stock.md"));
        var shown = StockEffects.Table.Select(x =>
        {
            var reason = x.Reason?.ToString();
            var wire = reason is null || (x.Of is not null && x.Kind is null) ? "–" : $"`{char.ToLowerInvariant(reason[0])}{reason[1..]}`";
            return $"| {x.Document} | {x.Line} | {x.Stock} | {wire} |";
        });
        Assert.Contains(string.Join('\n', shown), page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "docs", "stock.md")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
