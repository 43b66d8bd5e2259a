using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

public sealed record DocumentAnswer(Guid DocumentId, int Version, string Facility, DateOnly LocalDate, bool Included, string? Reason,
    bool? Complete, long Numerator, long Denominator, string? Folio = null, string? FacilityName = null);
