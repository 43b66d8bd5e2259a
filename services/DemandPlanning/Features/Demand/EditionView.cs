using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>One version of a period's demand, as answered.</summary>
/// <param name="CpmRun">The official run that its CPM-based quantities come from; null: none yet.</param>
/// <param name="CpmSetAside">Facilities that the run could not compute: they are not in the CPM-based quantities.</param>
/// <param name="Requests">Buyers that have asked; in the list of editions only.</param>
public sealed record EditionView(
    string Period, int Edition, int Version, string From, int Months, bool Net,
    [OneOf(typeof(DemandStatus))] string Status, string Rule,
    string? AnalysedBy, string? MedicalBy, string? AdministrativeBy, string? PublishedBy, DateTimeOffset? PublishedAt,
    Guid? CpmRun, int CpmSetAside = 0, int? Requests = null) : IVersioned
{
    public static EditionView Of(DemandEdition x) => new(
        x.Period, x.Edition, x.Version, Consumption.MonthOf(x.From).ToString(), x.Months, x.Net, x.Status, Domain.Demand.Rule,
        x.AnalysedBy, x.MedicalBy, x.AdministrativeBy, x.PublishedBy, x.PublishedAt, x.CpmRun, x.CpmSetAside);
}
