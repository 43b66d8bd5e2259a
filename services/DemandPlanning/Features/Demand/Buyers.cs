using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>The buyers that a request names: by code, name or alias, in any spelling.</summary>
internal static class Buyers
{
    /// <summary>Refuses with <c>planning.unknown-buyer</c>.</summary>
    public static async Task<Outcome<KnownBuyer>> Named(PlanningDb db, string name, CancellationToken ct) =>
        (await BuyerDirectory.Load(db, ct)).Find(name) is { } known ? known : Unknown(name);

    /// <summary>
    /// The code that a list is narrowed to; null where it is not. One that the catalogue does not hold counts as known where what is
    /// listed has it: the catalogue may name a facility's buyer before it names the buyer. Refuses with
    /// <c>planning.unknown-buyer</c>.
    /// </summary>
    /// <param name="listed">The codes in what is listed.</param>
    public static async Task<Outcome<string?>> Filter(
        PlanningDb db, string? name, IQueryable<string> listed, string field, CancellationToken ct)
    {
        if (Codes.Normalise(name) is not { Length: > 0 } code)
            return (string?)null;
        if ((await BuyerDirectory.Load(db, ct)).Find(name) is { } known)
            return known.Code;
        return await listed.AnyAsync(x => x == code, ct) ? code : Unknown(name, field);
    }

    public static Refusal Unknown(string? name, string field = "buyer") =>
        Refusals.UnknownBuyer(Codes.Show(name), field);
}
