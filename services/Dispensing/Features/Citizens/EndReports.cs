using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Citizens;

/// <summary>A delivery after which nothing is owed ends the reports of its prescription, in the delivery's transaction.</summary>
internal static class EndReports
{
    public static async Task With(DispensingDb db, Prescription row, Guid delivery, CancellationToken ct)
    {
        if (row.Folio is null || Filling.Owed(row.ReadLines(), row.ReadDeliveries()).Any(x => x.Owed > 0))
            return;
        var now = db.Origin.Clock.Now();
        await db.CitizenReports.Where(x => x.Facility == row.Facility && x.Folio == row.Folio && x.Delivery == null)
            .ExecuteUpdateAsync(x => x.SetProperty(report => report.Delivery, delivery).SetProperty(report => report.DeliveredAt, now)
                .SetProperty(report => report.Version, report => report.Version + 1), ct);
    }

    /// <summary>The delivery did not happen.</summary>
    public static Task Reopen(DispensingDb db, Guid delivery, CancellationToken ct) => db.CitizenReports.Where(x => x.Delivery == delivery)
        .ExecuteUpdateAsync(x => x.SetProperty(report => report.Delivery, (Guid?)null)
            .SetProperty(report => report.DeliveredAt, (DateTimeOffset?)null)
            .SetProperty(report => report.Version, report => report.Version + 1), ct);
}
