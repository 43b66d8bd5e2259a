using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Supply.DemandPlanning;

/// <param name="Deviation">Configuration <c>Planning:Deviation</c>: a request further than this share from the CPM-based quantity needs a
/// justification; 0.25 is a quarter.</param>
public sealed record PlanningSettings(decimal Deviation)
{
    public static PlanningSettings From(IConfiguration configuration) =>
        new(configuration["Planning:Deviation"] is { } share ? decimal.Parse(share, CultureInfo.InvariantCulture) : 0.25m);
}
