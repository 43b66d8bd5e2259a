using Supply.Contracts.Catalog;

namespace Supply.Indicators.Domain;

/// <summary>How one rate is read off the tallies, and what the documents say of it.</summary>
/// <param name="Rule">Name and version of the rule; it is stored with what is published.</param>
/// <param name="OfWarehouses">Only warehouses can have it; all others are of health units.</param>
/// <param name="Source">Document and line that define it (docs/rules.md says which documents); null where none does.</param>
public sealed record Indicator(
    string Code, Family Family, string Rule, string Name, string Formula, Counter Numerator, Counter Denominator,
    IReadOnlyList<Exclusion> Exclusions, IReadOnlyList<Target> Targets, string Periodicity, string? Source = null,
    bool OfWarehouses = false)
{
    private static readonly Exclusion[] prescriptions =
    [
        new(Judgement.Unverified, Counter.Unverified), new(Judgement.Voided, Counter.Voided),
        new(Judgement.NoPrescribedLine, Counter.NoPrescribedLine), new(Judgement.Collective, Counter.Collective),
    ];

    private static readonly Exclusion[] orders =
    [
        new(Judgement.Rejected, Counter.Rejected), new(Judgement.CancelledBeforeApproval, Counter.CancelledBeforeApproval),
        new(Judgement.NotMedicineOrSupply, Counter.NotMedicineOrSupply), new(Judgement.Replenishment, Counter.Replenishment),
        new(Judgement.Unverified, Counter.Unverified),
    ];

    private static readonly Exclusion[] stock =
    [
        new(Judgement.StockUnknown, Counter.StockUnknown), new(Judgement.NoUnit, Counter.NoUnit), new(Judgement.Closed, Counter.Closed),
        new(Judgement.Unverified, Counter.Unverified),
    ];

    private static readonly Dimension[] ofLines = [Dimension.Clave, Dimension.ProductClass];

    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("ind-a", Family.Orders, "ind-a-1", "Porcentaje de órdenes de suministro de medicamentos y material de curación abastecidas",
            "(Total de órdenes de suministro de medicamentos y material de curación abastecidas a las unidades de salud y "
            + "hospitales del IMSS-BIENESTAR / Total de órdenes de suministro requeridas por las unidades de salud "
            + "y hospitales del IMSS-BIENESTAR) x 100",
            Counter.Complete, Counter.Counted, orders, [new(2023, 70, "002:761"), new(2024, 72, "002:761")],
            "Anual, enero a diciembre; periódico", "002:744"),
        new("ind-b", Family.Prescriptions, "ind-b-1", "Porcentaje de surtimiento completo de recetas médicas",
            "(Recetas individuales surtidas completas al presentarse / Recetas individuales presentadas) x 100",
            Counter.Complete, Counter.Counted, prescriptions, [], "No impresa en la fuente", "003:1657"),
        new("ind-b-hospital", Family.Hospital, "ind-b-hospital-1",
            "Porcentaje de surtimiento completo de recetas médicas en unidades hospitalarias",
            "(Recetas individuales surtidas completas al presentarse en hospitales / Recetas individuales presentadas en hospitales) x 100",
            Counter.Complete, Counter.Counted, prescriptions, [], "No impresa en la fuente", "003:1659"),
        Beside("ind-b-lines", Family.Prescriptions, "Renglones de receta surtidos completos", Counter.LinesFilled, Counter.Lines,
            prescriptions) with { AlsoBy = ofLines },
        Beside("ind-b-pieces", Family.Prescriptions, "Piezas prescritas que se surtieron", Counter.PiecesGiven, Counter.Pieces,
            prescriptions) with { AlsoBy = ofLines },
        Beside("ind-b-24h", Family.Prescriptions, "Recetas surtidas completas dentro de 24 horas", Counter.Within24h, Counter.Counted,
            prescriptions),
        Beside("ind-b-72h", Family.Prescriptions, "Recetas surtidas completas dentro de 72 horas", Counter.Within72h, Counter.Counted,
            prescriptions),
        Beside("ind-b-collective", Family.Prescriptions, "Recetas colectivas surtidas completas", Counter.CollectiveComplete,
            Counter.Collective, []),
        Beside("ind-a-lines", Family.Orders, "Renglones de orden de suministro recibidos completos", Counter.LinesFilled, Counter.Lines,
            orders) with { AlsoBy = ofLines },
        Beside("ind-a-pieces", Family.Orders, "Piezas ordenadas que se recibieron en buen estado", Counter.PiecesGiven, Counter.Pieces,
            orders) with { AlsoBy = ofLines },
        Beside("ind-a-replenishment", Family.Orders, "Órdenes de reposición de almacenes abastecidas",
            Counter.ReplenishmentSupplied, Counter.Replenishment, []) with { OfWarehouses = true },
        Beside("ind-a-emergency", Family.Orders, "Órdenes de suministro de emergencia abastecidas", Counter.EmergencySupplied,
            Counter.Emergency, []),
        Beside("ind-a-otif", Family.Orders, "Órdenes de suministro abastecidas completas y a tiempo por su proveedor",
            Counter.OnTimeInFull, Counter.Promised, []) with { AlsoBy = [Dimension.Supplier], Rule = "ind-a-otif-2" },
        OfStock("stock-availability", "Disponibilidad de claves",
            "(Claves con existencia útil al cierre del último día del mes / Claves que maneja cada establecimiento) x 100",
            Counter.StockedAtEnd, Counter.StockPairs),
        OfStock("stock-out-rate", "Claves con desabasto",
            "(Claves sin existencia útil al cierre de algún día del mes / Claves que maneja cada establecimiento) x 100",
            Counter.StockedOut, Counter.StockPairs) with { Descending = true },
        OfStock("stock-out-days", "Días de desabasto",
            "(Días-clave que cerraron sin existencia útil / Días-clave con existencia conocida) x 100",
            Counter.StockOutDays, Counter.StockDays) with { Descending = true },
    ];

    /// <summary>Besides those of facilities and their groups, by which it can be asked for.</summary>
    public IReadOnlyList<Dimension> AlsoBy { get; init; } = [];

    /// <summary>Less of it is better.</summary>
    public bool Descending { get; init; }

    public bool IsOfPrescriptions => Family is Family.Prescriptions or Family.Hospital;

    /// <summary>Its facts are of whole months: it has no figures of days.</summary>
    public bool ByMonth => Family == Family.Stock;

    /// <summary>Refuses with <c>indicators.period</c> also a day, where it has figures of months and years only.</summary>
    public Outcome<Period> ReadPeriod(string? text, string field = "period") =>
        Domain.Period.Parse(text, field).Refused(out var why, out var period) ? why
        : ByMonth && period.Grain == Grain.Day ? Refusals.ByMonth(field) : period;

    public bool HasFiguresOf(Dimension dimension) => !dimension.Rule().WholeNationOnly || AlsoBy.Contains(dimension);

    public static Indicator? WithCode(string code) => All.SingleOrDefault(x => x.Code == code);

    /// <summary>The one of the family that the documents define; restatements of it are told to other programs.</summary>
    public static Indicator Official(Family family) => All.First(x => x.Family == family);

    /// <summary>A facility of the kind can have the rate at all.</summary>
    public bool AppliesTo(string kind) =>
        kind is FacilityKind.StateWarehouse or FacilityKind.CentralWarehouse
            ? OfWarehouses : !OfWarehouses && (Family != Family.Hospital || kind == FacilityKind.Hospital);

    /// <summary>
    /// Outcomes of the documents that may be on the side: <c>numerator</c>, <c>denominator</c>, <c>incomplete</c> (of the denominator, what
    /// is not wholly in the numerator) or <c>excluded</c>.
    /// </summary>
    /// <param name="reason">Of the excluded: only for this reason; null: for any.</param>
    public IReadOnlyList<string> Outcomes(string side, string? reason = null) => (side, Denominator) switch
    {
        ("excluded", _) => [.. Exclusions.Where(x => reason is null || x.Reason == reason).SelectMany(x => x.Outcomes)],
        (_, Counter.Collective) => [Judgement.Collective],
        (_, Counter.Replenishment) => [Judgement.Replenishment],
        (_, Counter.Promised) => [Judgement.Complete, Judgement.Incomplete, Judgement.Replenishment],
        ("numerator", _) when Numerator == Counter.Complete => [Judgement.Complete],
        ("incomplete", _) when Numerator == Counter.Complete => [Judgement.Incomplete],
        _ => [Judgement.Complete, Judgement.Incomplete],
    };

    /// <param name="counts">What the document adds to the figure.</param>
    public bool IsOn(string side, string outcome, Counts counts) => Outcomes(side).Contains(outcome) && side switch
    {
        "excluded" => Exclusions.Any(x => x.Reason == outcome) || counts[Counter.StockUnknown] > 0,
        "numerator" => counts[Numerator] > 0,
        "incomplete" => counts[Denominator] > counts[Numerator],
        _ => counts[Denominator] > 0,
    };

    public Rate Rate(Counts counts) => Domain.Rate.Of(counts[Numerator], counts[Denominator]);

    private static Indicator OfStock(string code, string name, string formula, Counter numerator, Counter denominator) =>
        new(code, Family.Stock, code + "-1", name, formula, numerator, denominator, stock, [], "Mensual y anual") { AlsoBy = ofLines };

    private static Indicator Beside(string code, Family family, string name, Counter numerator, Counter denominator,
        IReadOnlyList<Exclusion> exclusions) =>
        new(code, family, code + "-1", name, $"({name} / total) x 100", numerator, denominator, exclusions, [], "Diaria, mensual y anual");
}
