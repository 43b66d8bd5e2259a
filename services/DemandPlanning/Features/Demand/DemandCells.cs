using Supply.DemandPlanning.Domain;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>A row of consolidated demand that can be stored.</summary>
/// <param name="Buyer">Its code.</param>
/// <param name="State">The buyer's.</param>
/// <param name="Rounded">The monthly demand times the months was no whole number of pieces.</param>
internal sealed record DemandRow(string Buyer, string State, string BuyerName, string Clave, long Min, long Max, bool Rounded);

/// <summary>Reads the cells of one row: <c>clave</c>, <c>institucion</c> and either <c>min</c> and <c>max</c> or <c>cpm</c>.</summary>
/// <param name="months">Of the period: so many times the monthly demand is the maximum.</param>
internal sealed class DemandCells(BuyerDirectory buyers, int months)
{
    public Outcome<DemandRow> Read(CsvRow row)
    {
        if (Clave.Parse(row["CLAVE"]).Refused(out var why, out var clave))
            return why;
        if (buyers.Find(row["INSTITUCION"]) is not { } buyer)
            return Buyers.Unknown(row["INSTITUCION"]);
        if (row["CPM", "DEMANDA_MENSUAL"] is { } cpm)
            return FromCpm(cpm).Refused(out why, out var from) ? why
                : Row(buyer, clave, Domain.Demand.Minimum(from.Max), from.Max, from.Rounded);
        if (WrittenNumber.Pieces(row["MAX"], "max").Refused(out why, out var max)
            || WrittenNumber.Pieces(row["MIN"], "min").Refused(out why, out var min))
            return why;
        return min > max
            ? Refusals.MinOverMax(min, max)
            : Row(buyer, clave, min, max, rounded: false);
    }

    private Outcome<(long Max, bool Rounded)> FromCpm(string text)
    {
        if (WrittenNumber.Monthly(text, "cpm").Refused(out var why, out var cpm))
            return why;
        var (max, rounded) = Domain.Demand.Consolidated(cpm, months);
        return max > int.MaxValue ? Pieces.AtLeastZero((long)max, "cpm").Refusal! : ((long)max, rounded);
    }

    private static DemandRow Row(KnownBuyer buyer, Clave clave, long min, long max, bool rounded) =>
        new(buyer.Code, buyer.State, buyer.Name, clave.Value, min, max, rounded);
}
