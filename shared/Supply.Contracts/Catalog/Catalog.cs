namespace Supply.Contracts.Catalog;

/// <summary>What the catalogue says of a clave.</summary>
/// <param name="ProductClass"><c>medicine</c>, <c>medicalSupply</c>, <c>vaccine</c> or <c>other</c>.</param>
/// <param name="Ven"><c>V</c>ital, <c>E</c>sencial, <c>N</c>o esencial, or unknown.</param>
public sealed record ItemPublished(
    string Clave, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Description, string ProductClass, string? Ven = null, bool Active = true, bool Controlled = false, bool ColdChain = false)
        : IFact;

/// <summary>A version of a facility, with the codes that it had before.</summary>
/// <param name="ValidFrom">A fact of this date or later sees this version; the first version is valid since ever.</param>
/// <param name="Kind"><c>healthUnit</c>, <c>mobileUnit</c>, <c>hospital</c>, <c>stateWarehouse</c>, <c>centralWarehouse</c> or
/// <c>unclassified</c>.</param>
/// <param name="CareLevel">1, 2, 3 or unknown.</param>
/// <param name="OpensOn">Empty: since before records.</param>
/// <param name="ClosesOn">The last day on which it was open; empty: still open.</param>
/// <param name="ReplacedBy">The facility that has taken over this code, which names it among its predecessors; empty: the code is in
/// use.</param>
/// <param name="OpenWeekdays">The days of the week on which it attends, 1 (Monday) to 7 (Sunday); empty: every day.</param>
public sealed record FacilityPublished(
    string Code, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate, DateOnly ValidFrom,
    string Name, string State, string Kind, string TimeZone, string? Municipality = null, int? CareLevel = null, string? UnitType = null,
    bool? Rural = null, decimal? Latitude = null, decimal? Longitude = null, DateOnly? OpensOn = null, DateOnly? ClosesOn = null,
    IReadOnlyList<string>? Predecessors = null, string? Buyer = null, string? ReplacedBy = null,
    IReadOnlyList<int>? OpenWeekdays = null) : IFact;

/// <summary>Who buys for which facilities.</summary>
/// <param name="Kind"><c>state</c> or <c>hospital</c>.</param>
/// <param name="Aliases">Other spellings of its name; the annex's text is one.</param>
public sealed record BuyerPublished(
    string Code, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Name, string Kind, string State, IReadOnlyList<string>? Aliases = null) : IFact;

/// <summary>The claves that a unit type may ask for. A unit type without one may ask for every active clave.</summary>
public sealed record FormularyPublished(
    string UnitType, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    IReadOnlyList<string> Claves) : IFact;

/// <summary>Where the money for pieces comes from, as central supply lists it.</summary>
/// <param name="Aliases">Other spellings; dots, blanks, case and accents do not matter in any of them.</param>
/// <param name="RingFenced">Its pieces are picked only when it is named (FONSABI's SAEAC and SADMI).</param>
/// <param name="Active">Whether new documents may name it.</param>
public sealed record FundingSourcePublished(
    string Code, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Name, IReadOnlyList<string>? Aliases = null, bool RingFenced = false, bool Active = true) : IFact;

/// <summary>
/// A location within a facility (its storeroom <c>main</c>, a ward, a fixed stock), as central supply lists it for all facilities.
/// </summary>
/// <param name="Aliases">Other spellings; dots, blanks, case and accents do not matter in any of them.</param>
/// <param name="Active">Whether new documents may name it.</param>
public sealed record LocationPublished(
    string Code, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Name, IReadOnlyList<string>? Aliases = null, bool Active = true) : IFact;
