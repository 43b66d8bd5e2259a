using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Bus;

/// <summary>
/// Which queues a message must reach, whether or not their services have ever run: who publishes makes them, so that no message
/// is lost on a new broker either.
/// </summary>
public sealed record Subscribers(IReadOnlyDictionary<string, string[]> Queues)
{
    /// <summary>The whole house's. A test compares it with what the services say.</summary>
    public static readonly Subscribers OfTheHouse = new(new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [typeof(ItemPublished).FullName!] =
        [
            "planning-keep-item",
            "orders-keep-item",
            "dispensing-keep-item",
            "dispensing-verify-when-item-published",
            "indicators-keep-item",
            "indicators-record-product",
        ],
        [typeof(FacilityPublished).FullName!] =
        [
            "planning-keep-facility",
            "orders-keep-facility",
            "inventory-keep-facility",
            "dispensing-keep-facility",
            "dispensing-verify-when-facility-published",
            "indicators-keep-facility",
            "indicators-record-place",
        ],
        [typeof(BuyerPublished).FullName!] = ["planning-keep-buyer", "orders-keep-buyer"],
        [typeof(FundingSourcePublished).FullName!] = ["inventory-keep-funding-source"],
        [typeof(LocationPublished).FullName!] = ["inventory-keep-location"],
        [typeof(FormularyPublished).FullName!] = ["planning-keep-formulary", "orders-keep-formulary", "indicators-keep-formulary"],
        [typeof(PrescriptionChanged).FullName!] =
        [
            "planning-count-prescription",
            "inventory-post-prescription",
            "indicators-record-prescription",
        ],
        [typeof(DailyReportMade).FullName!] = ["planning-count-daily-report", "indicators-record-report"],
        [typeof(VerificationContinued).FullName!] = ["dispensing-continue-verification"],
        [typeof(StockPositionChanged).FullName!] =
        [
            "planning-keep-stock-position",
            "orders-keep-position",
            "indicators-keep-stock-position",
        ],
        [typeof(StockOutDaysChanged).FullName!] = ["planning-keep-stock-out-days", "indicators-keep-stock-out-days"],
        [typeof(ShipmentChanged).FullName!] = ["orders-apply-shipment"],
        [typeof(ReceiptRecorded).FullName!] = ["orders-apply-receipt"],
        [typeof(LotRecalled).FullName!] = ["orders-keep-recall"],
        [typeof(DemandApproved).FullName!] = ["orders-keep-approved-demand"],
        [typeof(SupplyOrderChanged).FullName!] = ["indicators-record-order", "inventory-keep-supply-order"],
    });

    public IReadOnlyList<string> Of(string type) => Queues.TryGetValue(type, out var queues) ? queues : [];
}
