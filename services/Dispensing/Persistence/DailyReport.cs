using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Dispensing;

namespace Supply.Dispensing.Persistence;

/// <summary>A facility's statement about one of its days. Of several under codes of one facility the last one holds.</summary>
public sealed class DailyReport
{
    /// <summary>The code under which it was stated; it never changes, and others know the report by it.</summary>
    [MaxLength(11)] public required string StatedFacility { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The code that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; set; }

    [MaxLength(2)] public required string State { get; set; }

    /// <summary>1, 2, 3, ...</summary>
    public int Version { get; set; }

    /// <summary>False: nothing was dispensed that day.</summary>
    public bool Activity { get; set; }

    public string ReportedBy { get; set; } = "";
    public DateTimeOffset ReportedAt { get; set; }

    /// <summary>Of the reports of one facility about one day, the one that holds.</summary>
    public static DailyReport? LastOf(IEnumerable<DailyReport> sameDay) =>
        sameDay.OrderBy(x => x.ReportedAt).ThenBy(x => x.StatedFacility, StringComparer.Ordinal).LastOrDefault();

    public DailyReportMade ToFact() =>
        new(StatedFacility, Version, ReportedAt, ReportedAt, Date, FacilityCode.Stored(StatedFacility).State.Code, Activity);
}
