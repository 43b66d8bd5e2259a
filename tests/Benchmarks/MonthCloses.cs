using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;

namespace Supply.Benchmarks;

/// <summary>How many figures a close has to publish, and has published.</summary>
internal sealed class MonthCloses(IndicatorsHost service, MonthOfPrescriptions month)
{
    /// <summary>Figures of days and of months that have ended, and of the year where it has, that differ from what was published.</summary>
    public Task<long> Due() =>
        service.Ask<long>($"SELECT count(*) FROM figures WHERE NOT final AND ends_on <= '{month.Month.Last:yyyy-MM-dd}'");

    /// <summary>Changes when any figure does.</summary>
    public Task<long> Revisions() => service.Ask<long>("SELECT sum(revision)::bigint FROM figures");

    public Task<long> Published() => service.Ask<long>("SELECT count(*) FROM publications");

    /// <summary>
    /// The figures of ended periods that such prescriptions change, each counted once: those of their facilities, of the groups of these,
    /// of their claves and of the classes of these.
    /// </summary>
    public static long ChangedBy(MonthOfPrescriptions month, IEnumerable<PrescriptionChanged> told)
    {
        var versions = month.Facilities.ToDictionary(x => x.Code, x => RecordFacility.RowOf(x).ToVersion(), StringComparer.Ordinal);
        var changed = new HashSet<(Family Family, Group Group, Period Period)>();
        foreach (var document in told)
        {
            var at = versions[document.Facility];
            Group[] places = [.. Group.Of(at.State, at), Group.Facility(at.Code)];
            var claves = PrescriptionRule.Judge(document, facilityKnown: true).Parts.All.Keys;
            foreach (var period in Period.Around(document.LocalDate).Where(x => x.To <= month.Month.Last))
            {
                foreach (var group in places.Concat(claves).Concat(claves.Select(x => Group.Of(MonthOfPrescriptions.ClassOf(x.Code)))))
                    changed.Add((Family.Prescriptions, group, period));
                foreach (var group in at.IsHospital ? places : [])
                    changed.Add((Family.Hospital, group, period));
            }
        }
        return changed.Count;
    }
}
