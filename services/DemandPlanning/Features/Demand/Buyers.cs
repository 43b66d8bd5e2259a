using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

internal static class Buyers
{
    public static Task<KnownBuyer?> ByCode(PlanningDb db, string code, CancellationToken ct)
    {
        var normalised = Codes.Normalise(code);
        return db.Buyers.AsNoTracking().SingleOrDefaultAsync(x => x.Code == normalised, ct);
    }

    public static Refusal Unknown(string? name) =>
        Refusals.UnknownBuyer(Codes.Show(name), "buyer");
}
