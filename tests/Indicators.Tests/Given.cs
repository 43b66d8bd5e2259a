using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

/// <summary>Messages as their owners would send them.</summary>
internal static class Given
{
    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static FacilityPublished Facility(string code, string kind = "healthUnit", int version = 1, string? unitType = null,
        int? level = 1, bool? rural = null, DateOnly? opens = null, DateOnly? closes = null, DateOnly? validFrom = null) =>
        new(code, version, recorded, recorded, new(2026, 1, 1), validFrom ?? new(2026, 1, 1), "Unidad " + code,
            FacilityCode.Stored(code).State.Code, kind, "America/Mexico_City",
            CareLevel: level, UnitType: unitType, Rural: rural, OpensOn: opens, ClosesOn: closes);

    public static PrescriptionLine Line(int prescribed, int dispensed, int line = 1, int? substituteFor = null, string? reason = null) =>
        new(line, "010.000.0104.00", prescribed, dispensed, substituteFor, reason);

    public static PrescriptionChanged Prescription(string facility, DateOnly date, params PrescriptionLine[] lines) =>
        new(Guid.CreateVersion7(), 1, new(date, new(18, 0), TimeSpan.Zero), recorded, date, "America/Mexico_City", facility,
            FacilityCode.Stored(facility).State.Code, "individual", "recorded", date, lines);

    public static DailyReportMade Report(string facility, DateOnly date, bool activity = false, int version = 1) =>
        new(facility, version, new(date, new(18, 0), TimeSpan.Zero), recorded, date, FacilityCode.Stored(facility).State.Code, activity);

    public static SupplyOrderChanged Order(string destination, DateOnly issued, string status = "approved",
        params SupplyOrderLine[] lines) =>
        new(Guid.CreateVersion7(), 1, new(issued, new(18, 0), TimeSpan.Zero), recorded, issued,
            FacilityCode.Stored(destination).State.Code, "supplier", "PROV", destination, null, false, status,
            lines.Length > 0 ? lines : [OrderLine()], status is "issued" or "rejected" ? null : recorded);

    public static SupplyOrderLine OrderLine(int ordered = 10, int good = 0, string clave = "010.000.0104.00", int line = 1) =>
        new(line, clave, null, ordered, good, 0, good, 0, 0, 0);

    public static StockPositionChanged Position(string facility, string clave, long usable, DateOnly date, DateOnly? knownFrom,
        int version = 1) =>
        new(facility, clave, version, recorded, recorded, date, FacilityCode.Stored(facility).State.Code, usable, 0, knownFrom);

    public static StockOutDaysChanged StockOut(string facility, string clave, string month, int[] days, bool closedEmpty = false,
        int version = 1) =>
        new(facility, clave, month, version, recorded, recorded, new(2026, 10, 15), days, closedEmpty);
}
