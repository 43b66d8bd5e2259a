using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Facilities and product classes as they were known at a position of the log.</summary>
internal sealed class ReferenceAt(FacilityDirectory places, IReadOnlyDictionary<string, ProductClass> classes, IReadOnlyDictionary<string,
    string> codes)
{
    public FacilityDirectory Facilities => places;

    /// <summary>The code under which the document was counted.</summary>
    public string FacilityOf(FactLogRow row) => codes.GetValueOrDefault(row.Facility, row.Facility);

    public Judgement Judge(FactLogRow row, out Exception? failure) =>
        LogReader.Judge(row, places[FacilityOf(row)]?.On(row.LocalDate), ClassOf, out failure);

    public ProductClass ClassOf(string clave) => classes.TryGetValue(clave, out var given) ? given : ReferenceLookup.ByGroup(clave);
}
