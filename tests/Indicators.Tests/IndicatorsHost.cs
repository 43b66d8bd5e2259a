using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

/// <summary>A running service with nothing in it; it is 15 October 2026, noon in the capital.</summary>
public sealed class IndicatorsHost : IAsyncLifetime
{
    public ServiceHost Host { get; private set; } = null!;

    public TestCaller Dashboard => Host.As(Roles.Dashboard);

    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    public async ValueTask InitializeAsync() => Host = await ServiceHost.Start([new IndicatorsService()], settings: Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task Refresh() => Host.Run("indicators", "refresh-figures");

    public Task Close() => Host.Run("indicators", "close-periods");

    public async Task<FigureAnswer> Figure(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<FigureAnswer>();
    }

    public async Task<List<DocumentAnswer>> Documents(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Listed<DocumentAnswer>>().Items;
    }
}

public sealed record Listed<T>(List<T> Items, string? Next);

public sealed record ReportedAnswer(int Reporting, int Expected);

public sealed record CoverageAnswer(ReportedAnswer Facilities, ReportedAnswer FacilityDays, ReportedAnswer? States);

public sealed record ReasonAnswer(string Reason, long Count);

public sealed record FigureAnswer(string Indicator, string Period, string Level, string Code, string Status, decimal? Value, long Numerator, long Denominator,
    List<ReasonAnswer> Excluded, CoverageAnswer Coverage, decimal? Target, bool Final, string Rule, DateTimeOffset? AsOf, List<ReasonAnswer>? Incomplete, long PossibleDuplicates, int? Publication,
    DateTimeOffset? StandsStillSince = null, long SetAside = 0, string? Restated = null)
{
    public long ExcludedAs(string reason) => Excluded.SingleOrDefault(x => x.Reason == reason)?.Count ?? 0;
}

public sealed record DocumentAnswer(Guid DocumentId, int Version, string Facility, DateOnly LocalDate, bool Included, string? Reason, bool? Complete, long Numerator, long Denominator);

/// <summary>Messages as their owners would send them.</summary>
internal static class Given
{
    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static FacilityPublished Facility(string code, string kind = "healthUnit", int version = 1, string? unitType = null, int? level = 1, bool? rural = null, DateOnly? opens = null, DateOnly? closes = null, DateOnly? validFrom = null) =>
        new(code, version, recorded, recorded, new(2026, 1, 1), validFrom ?? new(2026, 1, 1), "Unidad " + code, FacilityCode.Stored(code).State.Code, kind, "America/Mexico_City",
            CareLevel: level, UnitType: unitType, Rural: rural, OpensOn: opens, ClosesOn: closes);

    public static PrescriptionLine Line(int prescribed, int dispensed, int line = 1, int? substituteFor = null, string? reason = null) => new(line, "010.000.0104.00", prescribed, dispensed, substituteFor, reason);

    public static PrescriptionChanged Prescription(string facility, DateOnly date, params PrescriptionLine[] lines) =>
        new(Guid.CreateVersion7(), 1, new(date, new(18, 0), TimeSpan.Zero), recorded, date, "America/Mexico_City", facility, FacilityCode.Stored(facility).State.Code, "individual", "recorded", date, lines);

    public static DailyReportMade Report(string facility, DateOnly date, bool activity = false, int version = 1) =>
        new(facility, version, new(date, new(18, 0), TimeSpan.Zero), recorded, date, FacilityCode.Stored(facility).State.Code, activity);

    public static SupplyOrderChanged Order(string destination, DateOnly issued, string status = "approved", params SupplyOrderLine[] lines) =>
        new(Guid.CreateVersion7(), 1, new(issued, new(18, 0), TimeSpan.Zero), recorded, issued, FacilityCode.Stored(destination).State.Code, "supplier", "PROV", destination, null, false, status,
            lines.Length > 0 ? lines : [OrderLine()], status is "issued" or "rejected" ? null : recorded);

    public static SupplyOrderLine OrderLine(int ordered = 10, int good = 0, string clave = "010.000.0104.00", int line = 1) => new(line, clave, null, ordered, good, 0, good, 0, 0, 0);
}
