using System.Globalization;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>A row that can be stored.</summary>
internal sealed record DemandRow(KnownBuyer Buyer, string Clave, long Min, long Max, bool Rounded);

/// <summary>Judges the rows of one file, each alone. What it remembers is bounded by known buyers times claves.</summary>
internal sealed class DemandRows(Buyers buyers, int months)
{
    private readonly Dictionary<(string Buyer, string Clave), (long Min, long Max)> seen = [];

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>Rows that say what an earlier row of the file said.</summary>
    public int Repeated { get; private set; }

    /// <summary>Null, or <c>csv.missing-column</c>: the file needs <c>institucion</c> and either <c>min</c> and <c>max</c> or <c>cpm</c>.</summary>
    public static Refusal? MissingColumn(CsvRow row) =>
        row["INSTITUCION", "INSTITUCIÓN"] is null ? Missing("institucion")
        : row["CPM"] is not null ? null
        : row["MAX"] is null ? Missing("max o cpm")
        : row["MIN"] is null ? Missing("min")
        : null;

    /// <summary>The row, or null when it was rejected or repeats an earlier one.</summary>
    public DemandRow? Read(CsvRow row)
    {
        if (Judge(row).Refused(out var why, out var read))
            return Reject(row, why);
        if (seen.TryAdd((read.Buyer.Code, read.Clave), (read.Min, read.Max)))
            return read;
        if (seen[(read.Buyer.Code, read.Clave)] != (read.Min, read.Max))
            return Reject(row, Refusal.Invalid("planning.row-repeated", $"La clave {read.Clave} de {read.Buyer.Name} ya vino en el archivo con otras cantidades."));
        Repeated++;
        return null;
    }

    private DemandRow? Reject(CsvRow row, Refusal why)
    {
        Rejected.Add(new RejectedRow(row.Number, why.Code, why.Detail));
        return null;
    }

    private Outcome<DemandRow> Judge(CsvRow row)
    {
        if (Clave.Parse(row["CLAVE"]).Refused(out var why, out var clave))
            return why;
        if (buyers.Find(row["INSTITUCION", "INSTITUCIÓN"]) is not { } buyer)
            return Buyers.Unknown(row["INSTITUCION", "INSTITUCIÓN"]);
        if (row["CPM"] is { } cpm)
            return FromCpm(cpm).Refused(out why, out var from) ? why : new DemandRow(buyer, clave.Value, Domain.Demand.Minimum(from.Max), from.Max, from.Rounded);
        if (Count(row["MAX"], "max").Refused(out why, out var max) || Count(row["MIN"], "min").Refused(out why, out var min))
            return why;
        return min > max
            ? Refusal.Invalid("planning.min-over-max", $"El mínimo {min} es mayor que el máximo {max}.")
            : new DemandRow(buyer, clave.Value, min, max, false);
    }

    private Outcome<(long Max, bool Rounded)> FromCpm(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpm) || cpm > int.MaxValue)
            return Refusal.Invalid("planning.cpm", $"«{Codes.Show(text)}» no es un consumo promedio mensual: se espera un número de 0 o más.", "cpm");
        var (max, rounded) = Domain.Demand.Consolidated(cpm, months);
        return max > int.MaxValue ? Pieces.AtLeastZero((long)max, "cpm").Refusal! : ((long)max, rounded);
    }

    private static Outcome<int> Count(string? text, string field) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces)
            ? Pieces.AtLeastZero(pieces, field)
            : Refusal.Invalid("planning.pieces", $"«{Codes.Show(text)}» no es una cantidad de piezas.", field);

    private static Refusal Missing(string column) => Refusal.Invalid("csv.missing-column", $"Falta la columna {column}.", column);
}
