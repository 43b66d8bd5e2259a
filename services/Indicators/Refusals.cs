namespace Supply.Indicators;

/// <summary>Everything that this service refuses, with its code and what a person reads.</summary>
public static class Refusals
{
    public static Refusal Period(string? text, string field) => Refusal.Invalid(
        "indicators.period", $"«{Codes.Show(text)}» no es un periodo: se espera un año (2026), un mes (2026-10) o un día (2026-10-15).",
            field);

    public static Refusal ByMonth(string field) =>
        Refusal.Invalid("indicators.period", "Este indicador se calcula por mes y por año, no por día.", field);

    public static Refusal NoSuchIndicator(string indicator) => Refusal.NotFound(
        "indicators.no-such-indicator", $"No hay un indicador «{Codes.Show(indicator)}»; vea la lista en /indicators.", "indicator");

    public static Refusal Level(IEnumerable<string> levels, string field) =>
        Refusal.Invalid("indicators.level", $"Se espera uno de: {string.Join(", ", levels)}.", field);

    public static Refusal NationCode() => Refusal.Invalid("indicators.code", "La clave de la nación es MX, o ninguna.", "code");

    public static Refusal UnitLevelCode() => Refusal.Invalid("indicators.code", "El nivel de atención es 1, 2 o 3.", "code");

    public static Refusal RuralCode() => Refusal.Invalid("indicators.code", "Se espera rural o urban.", "code");

    public static Refusal UnitTypeCode() => Refusal.Invalid("indicators.code", "Indique la tipología.", "code");

    public static Refusal SupplierCode() => Refusal.Invalid("indicators.code", "Indique el proveedor.", "code");

    public static Refusal ProductClassCode() =>
        Refusal.Invalid("indicators.code", "Se espera medicine, medicalSupply, vaccine u other.", "code");

    public static Refusal NoSuchClave(string clave) =>
        Refusal.NotFound("indicators.no-such-clave", $"El catálogo no conoce la clave {clave}, y ningún documento la lleva.", "code");

    public static Refusal NoSuchSupplier(string supplier) => Refusal.NotFound("indicators.no-such-supplier",
        $"Ninguna orden de suministro es del proveedor «{Codes.Show(supplier)}».", "code");

    public static Refusal AsOf() => Refusal.Invalid("indicators.as-of",
        "Se espera un día (2026-10-15) o un instante (2026-10-15T18:00:00-06:00).", "asOf");

    public static Refusal Grain() => Refusal.Invalid("indicators.grain", "Se espera day, month o year.", "grain");

    public static Refusal Range() => Refusal.Invalid("indicators.range", "El fin es anterior al inicio.", "to");

    public static Refusal RangeTooLong(int most) =>
        Refusal.Invalid("indicators.range", $"Un archivo lleva a lo más {most} periodos; pida menos días, o meses o años.", "to");

    public static Refusal Breakdown() => Refusal.Invalid(
        "indicators.breakdown",
        "La nación se desglosa por entidad, nivel, tipología, ámbito, establecimiento y, según el indicador, "
        + "clave, clase o proveedor; lo demás, por establecimiento.", "by");

    public static Refusal PublicPeriod(string field) => Refusal.Invalid("indicators.public-period",
        "Las cifras públicas de recetas son por mes (2026-10) o por año (2026).", field);

    public static Refusal NoTarget(string indicator, int year) => Refusal.NotFound("indicators.no-target",
        $"Nadie ha fijado una meta de {indicator} para {year}, y los documentos no imprimen ninguna.", "year");

    public static Refusal TargetYear() => Refusal.Invalid("indicators.target", "El año de una meta está entre 2000 y 2100.", "year");

    public static Refusal TargetValue() => Refusal.Invalid("indicators.target",
        "Una meta es un porcentaje de 0 a 100, con dos decimales a lo más.", "value");

    public static Refusal TargetSource() => Refusal.Invalid("indicators.target",
        "Indique el documento que fija la meta, en 400 caracteres a lo más.", "source");

    public static Refusal TooManyStreams() => Refusal.Conflict("indicators.too-many-streams",
        "Ya hay demasiadas pantallas conectadas; la cifra se puede consultar cada minuto.");

    public static Refusal MissingPeriod() => Refusal.Invalid("indicators.missing-period",
        "Las claves que más faltan en una entidad se piden por día o por mes.", "period");

    public static Refusal Sort() => Refusal.Invalid("indicators.sort",
        "Se espera code, value, coverage o, comparando con otro periodo (against), change.", "sort");

    public static Refusal After(string after) => Refusal.Invalid("indicators.after",
        $"«{Codes.Show(after)}» no es de una página anterior en este orden.", "after");

    public static Refusal Side() => Refusal.Invalid("indicators.side", "Se espera numerator, denominator, incomplete o excluded.", "side");

    public static Refusal Reason(IEnumerable<string> reasons) => Refusal.Invalid("indicators.reason",
        $"Con side=incomplete o side=excluded se espera uno de los motivos del indicador: {string.Join(", ", reasons)}.", "reason");

    public static Refusal NoSuchDocument(Guid document) => Refusal.NotFound("indicators.no-such-document",
        $"No hay un documento {document} de esa versión.");

    public static Refusal OwnDocuments() => Refusal.Forbidden("indicators.own-documents",
        "Su cuenta ve los documentos de su establecimiento o de su entidad: indique level=facility o level=state y su clave en code.",
            "level");

    public static Refusal Format() => Refusal.Invalid("request.format", "El formato es json o csv.", "format");

    public static Refusal NoSuchFacility(string code) => Refusal.NotFound("indicators.no-such-facility",
        $"El catálogo no conoce el establecimiento {code}.", "code");

    public static Refusal NoSuchUnitType(string type) =>
        Refusal.NotFound("indicators.no-such-unit-type", $"Ningún establecimiento es de la tipología «{Codes.Show(type)}».", "code");

    public static Refusal NothingPublished() => Refusal.NotFound("indicators.nothing-published",
        "A esa fecha no se había publicado esa cifra.", "asOf");

    public static Refusal PublicationsLost() => Refusal.NotFound("indicators.publications-lost",
        "Lo publicado hasta esa fecha se perdió con el registro de este servicio y no se puede restaurar; "
        + "las cifras vigentes sí se restauraron.", "asOf");
}
