using Supply.Inventory.Domain;

namespace Supply.Inventory.Tests.Domain;

/// <summary>Short ways to say what happened to one facility and clave.</summary>
internal static class History
{
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    public static Holding Lot(
        string lot, string expires = "2027-12-31", string source = "", StockCondition condition = StockCondition.Usable) =>
        new(Holding.Main, lot, DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture), source, condition);

    public static StockFact In(int minute, int pieces, Holding holding, Reason reason = Reason.Receipt) =>
        Fact(minute, FactKind.In, pieces, reason, holding);

    public static StockFact Out(int minute, int pieces, string? lot = null) =>
        Fact(minute, FactKind.Out, pieces, Reason.Dispensed, null, lot);

    public static StockFact OutOf(int minute, int pieces, Holding holding) => Fact(minute, FactKind.Out, pieces, Reason.Shipped, holding);

    public static StockFact Count(int minute, int pieces, Holding holding, Guid? document = null) =>
        Fact(minute, FactKind.Count, pieces, Reason.Counted, holding, document: document);

    public static StockFact Move(int minute, int pieces, Holding holding, StockCondition to) =>
        Fact(minute, FactKind.Move, pieces, Reason.Transferred, holding, to: to);

    public static StockFact Recall(int minute, string lot, Guid? document = null) => OfRecall(
        minute, FactKind.Recall, lot, StockCondition.Usable, StockCondition.Quarantine, document);

    public static StockFact Lift(int minute, string lot, Guid document) => OfRecall(
        minute, FactKind.Lift, lot, StockCondition.Quarantine, StockCondition.Usable, document);

    private static StockFact OfRecall(
        int minute, FactKind kind, string lot, StockCondition from, StockCondition to, Guid? document) => new()
    {
        Id = Guid.CreateVersion7(), Facility = "HGIMB000011", Clave = "010.000.0104.00", Document = DocumentKind.Recall,
        DocumentId = document ?? Guid.CreateVersion7(), PartOf = Guid.CreateVersion7(), Line = 1,
        OccurredAt = Start.AddMinutes(minute), LocalDate = DateOnly.FromDateTime(Start.AddMinutes(minute).Date), Kind = kind,
        Reason = Reason.Recalled, Quantity = 0, Lot = lot, Condition = from, ToCondition = to,
    };

    private static StockFact Fact(
        int minute, FactKind kind, int pieces, Reason reason, Holding? holding, string? lot = null, StockCondition? to = null,
        Guid? document = null) => new()
    {
        Id = Guid.CreateVersion7(), Facility = "HGIMB000011", Clave = "010.000.0104.00", Document = DocumentKind.Receipt,
        DocumentId = document ?? Guid.CreateVersion7(), Line = 1,
        OccurredAt = Start.AddMinutes(minute), LocalDate = DateOnly.FromDateTime(Start.AddMinutes(minute).Date), Kind = kind,
        Reason = reason, Quantity = pieces,
        Location = holding?.Location, Lot = holding?.Lot ?? lot, ExpiresOn = holding?.ExpiresOn, FundingSource = holding?.FundingSource,
        Condition = holding?.Condition, ToCondition = to,
    };
}
