using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;

namespace Supply.Dispensing.Features.Citizens;

/// <summary>The pharmacies' records that reports speak of: by facility and folio, the newest that is not voided.</summary>
internal static class RecordsOfReports
{
    public static async Task<List<CitizenReportView>> With(DispensingDb db, List<CitizenReport> reports, CancellationToken ct)
    {
        var (facilities, folios) = (reports.Select(x => x.Facility).Distinct().ToList(), reports.Select(x => x.Folio).Distinct().ToList());
        var rows = reports.Count == 0 ? [] : await db.Prescriptions.AsNoTracking()
            .Where(x => facilities.Contains(x.Facility) && folios.Contains(x.Folio!) && x.Status == PrescriptionStatus.Recorded)
            .ToListAsync(ct);
        var records = rows.GroupBy(x => (x.Facility, x.Folio!))
            .ToDictionary(x => x.Key, x => Of(x.OrderBy(y => y.LocalDate).ThenBy(y => y.Id).Last()));
        return reports.ConvertAll(x => CitizenReportView.Of(x, records.GetValueOrDefault((x.Facility, x.Folio))));
    }

    private static CitizenReportView.RecordView Of(Prescription x) => new(x.Id, x.PrescribedOn, x.LocalDate, x.Complete,
        Filling.Owed(x.ReadLines(), x.ReadDeliveries()).Sum(line => (long)line.Owed));
}
