using Supply.Catalog.Domain;
using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Features.Gtins;

namespace Supply.Catalog;

/// <summary>
/// All that the catalogue refuses by itself, with its codes. Those of codes, dates and lists of every service are the kernel's.
/// </summary>
internal static class Refusals
{
    public static Refusal NoSuchItem(Clave clave) =>
        Refusal.NotFound("catalog.no-such-item", $"El catálogo no tiene la clave {clave}.", "clave");

    public static Refusal ItemWithoutDescription(Clave clave) =>
        Refusal.Invalid("item.no-description", $"La clave {clave} es nueva y el renglón no trae su descripción.", "descripcion");

    public static Refusal DescriptionTooLong(int length) => Refusal.Invalid(
        "item.description-too-long", $"La descripción tiene {length:N0} caracteres; caben {SupplyItem.MaxDescription:N0}.", "descripcion");

    public static Refusal Ven(string? cell) =>
        Refusal.Invalid("item.ven", $"«{Codes.Show(cell)}» no es V (vital), E (esencial) ni N (no esencial).", "ven");

    public static Refusal ItemClass(string? cell) =>
        Refusal.Invalid("item.class", $"«{Codes.Show(cell)}» no es una clase: medicamento, material de curación, vacuna u otro.", "clase");

    public static Refusal YesOrNo(string? cell, string column) =>
        Refusal.Invalid("item.yes-or-no", $"La columna {column} lleva sí o no, y dice «{Codes.Show(cell)}».", column);

    public static Refusal NoSuchGtin(Gtin gtin) =>
        Refusal.NotFound("catalog.no-such-gtin", $"El catálogo no sabe de qué clave es el GTIN {gtin}.", "gtin");

    public static Refusal GtinTaken(GtinView stored, Clave said) => Refusal.Conflict(
        "catalog.gtin-taken",
        $"El GTIN {stored.Gtin} ya es de la clave {stored.Clave}{(stored.Facility is { } at ? $" ({at})" : "")} y usted dice {said}. "
        + "Si el empaque es de la suya, pida la corrección al nivel central.",
        "clave");

    public static Refusal ChangedSince() =>
        Refusal.Invalid("request.changed-since", "El cursor es el que dio la respuesta anterior en next, 0 o más.", "changedSince");

    public static Refusal NoSuchFacility(FacilityCode code) =>
        Refusal.NotFound("catalog.no-such-facility", $"El catálogo no tiene el establecimiento {code}.", "code");

    public static Refusal FacilityKind() =>
        Refusal.Invalid("facility.kind", $"El tipo de establecimiento es uno de {string.Join(", ", FacilityKinds.All)}.", "kind");

    public static Refusal FacilityWithoutName() => Refusal.Invalid("facility.no-name", "Falta el nombre del establecimiento.", "name");

    public static Refusal RowWithoutName(FacilityCode code) =>
        Refusal.Invalid("facility.no-name", $"El establecimiento {code} es nuevo y el renglón no trae su nombre.", "nombre");

    public static Refusal TextTooLong(int length, string column) =>
        Refusal.Invalid("facility.text-too-long", $"La columna {column} tiene {length} caracteres; caben 200.", column);

    public static Refusal NoDate(string? cell, string column) =>
        Refusal.Invalid("facility.date", $"«{Codes.Show(cell)}» no es una fecha como 31/12/2024 ({column}).", column);

    public static Refusal NoDegrees(string? cell, string column) =>
        Refusal.Invalid("facility.coordinates", $"«{Codes.Show(cell)}» no son grados ({column}).", column);

    public static Refusal DegreesBeyond(decimal limit, string column) =>
        Refusal.Invalid("facility.coordinates", $"Los grados de {column} van de -{limit} a {limit}.", column);

    public static Refusal ClosesBeforeOpening() =>
        Refusal.Invalid("facility.closes-before-opening", "La fecha de cierre es anterior a la de apertura.", "closesOn");

    public static Refusal OpensWithoutDate() => Refusal.Invalid(
        "facility.opens-without-date", "Está pendiente de entrar en operación y no dice desde cuándo.", "FECHA DE INICIO DE OPERACION");

    public static Refusal ClosedWithoutDate() => Refusal.Invalid(
        "facility.closed-without-date", "Está fuera de operación y no dice desde cuándo.", "FECHA EFECTIVA DE BAJA");

    public static Refusal OperatingStatus(string? cell) =>
        Refusal.Invalid("facility.status", $"No se conoce el estatus de operación «{Codes.Show(cell)}».", "ESTATUS DE OPERACION");

    public static Refusal StateMismatch(FacilityCode code, FederalState said) => Refusal.Invalid(
        "facility.state-mismatch", $"{code} es de la entidad {code.State.Code}, no de la {said.Code}.", "state");

    public static Refusal CareLevel() => Refusal.Invalid("facility.care-level", "El nivel de atención es 1, 2 o 3.", "careLevel");

    public static Refusal UnknownCareLevel(string? cell) => Refusal.Invalid("facility.care-level",
        $"«{Codes.Show(cell)}» no es un nivel de atención: 1, 2, 3, primer, segundo o tercer nivel.", "nivel de atención");

    public static Refusal OpenWeekdays(string? said, string field) => Refusal.Invalid("facility.weekdays",
        $"«{Codes.Show(said)}» no son días de la semana: escriba por ejemplo lunes a viernes, o números del 1 (lunes) al 7 (domingo).",
        field);

    public static Refusal Stratum(string? cell) =>
        Refusal.Invalid("facility.stratum", $"«{Codes.Show(cell)}» no es un estrato: rural o urbano.", "estrato");

    public static Refusal UnknownType(string? cell, string column) =>
        Refusal.Invalid("facility.kind", $"No se conoce el tipo de establecimiento «{Codes.Show(cell)}».", column);

    public static Refusal TimeZone(string zone) =>
        Refusal.Invalid("facility.time-zone", $"«{Codes.Show(zone)}» no es un huso horario como America/Mexico_City.", "timeZone");

    public static Refusal NoPredecessor(string? cell) =>
        Refusal.Invalid("facility.predecessor", $"La clave anterior «{Codes.Show(cell)}» no es una CLUES.", "predecessors");

    public static Refusal OwnPredecessor(FacilityCode code) =>
        Refusal.Invalid("facility.own-predecessor", $"{code} no puede ser su propia clave anterior.", "predecessors");

    public static Refusal PredecessorOfOtherState(FacilityCode code, FacilityCode before) => Refusal.Invalid(
        "facility.predecessor-other-state",
        $"{before} es de {before.State.Name} y {code} de {code.State.Name}: pasarían a otra entidad sus existencias, órdenes y recetas. "
        + ConfirmPredecessor,
        "predecessors");

    public static Refusal PredecessorOfOtherKind(FacilityCode code, string kind, FacilityCode before, string kindBefore) =>
        Refusal.Invalid(
            "facility.predecessor-other-kind",
            $"{before} es {FacilityKinds.Spanish(kindBefore)} y {code} es {FacilityKinds.Spanish(kind)}: recibiría sus existencias, "
            + $"órdenes y recetas. {ConfirmPredecessor}",
            "predecessors");

    private const string ConfirmPredecessor =
        "Si no es un error, registre el establecimiento con esa clave también en confirmedPredecessors.";

    public static Refusal ConfirmedNoPredecessor(FacilityCode code) => Refusal.Invalid(
        "facility.confirmed-predecessor", $"{code} está confirmada y no viene entre las claves anteriores.", "confirmedPredecessors");

    public static Refusal TooManyPredecessors() => Refusal.Invalid(
        "facility.too-many-predecessors", $"Un establecimiento tiene a lo más {FacilityBook.MaxPredecessors} claves anteriores.",
        "predecessors");

    public static Refusal PredecessorTaken(string code, string current) =>
        Refusal.Conflict("catalog.predecessor-taken", $"{code} ya es la clave anterior de {current}.", "predecessors");

    /// <summary>The code belongs to the past of another facility.</summary>
    public static Refusal ReplacedCode(FacilityCode code, string current) =>
        Refusal.Conflict("catalog.replaced-code", $"{code} es la clave anterior de {current}; use esa.", "code");

    public static Refusal NoSuchBuyer(string code) =>
        Refusal.NotFound("catalog.no-such-buyer", $"No existe el comprador «{Codes.Show(code)}».", "code");

    public static Refusal UnknownBuyer(string? named, string field) =>
        Refusal.Invalid("catalog.unknown-buyer", $"No existe el comprador «{Codes.Show(named)}».", field);

    public static Refusal BuyerKind() => Refusal.Invalid("buyer.kind", "El tipo de comprador es state u hospital.", "kind");

    public static Refusal BuyerCode() => Refusal.Invalid("buyer.code", "El código del comprador tiene de 1 a 40 caracteres.", "code");

    public static Refusal BuyerName() => Refusal.Invalid("buyer.name", "El nombre tiene de 1 a 200 caracteres.", "name");

    public static Refusal BuyerAlias(int index) =>
        Refusal.Invalid("buyer.aliases", "Cada nombre tiene de 1 a 200 caracteres.", $"aliases[{index}]");

    public static Refusal TooManyBuyerAliases(int most) =>
        Refusal.Invalid("buyer.aliases", $"Un comprador tiene a lo más {most} nombres más.", "aliases");

    public static Refusal NoSuchFormulary(string unitType) => Refusal.NotFound(
        "catalog.no-such-formulary",
        $"El tipo de unidad «{Codes.Show(unitType)}» no tiene cuadro básico: puede pedir toda clave activa.",
        "unitType");

    public static Refusal UnitType() =>
        Refusal.Invalid("formulary.unit-type", "El tipo de unidad tiene de 1 a 200 caracteres.", "unitType");

    public static Refusal FormularyClaves(int most) =>
        Refusal.Invalid("formulary.claves", $"Un cuadro básico lleva de 1 a {most:N0} claves.", "claves");

    public static Refusal UnknownClave(string clave, string field) =>
        Refusal.Invalid("catalog.unknown-clave", $"El catálogo no tiene la clave {clave}.", field);

    public static Refusal InactiveClave(string clave, int index) =>
        Refusal.Invalid("catalog.inactive-clave", $"La clave {clave} ya no está en uso.", $"claves[{index}]");

    public static Refusal MainLocation(string field) => Refusal.Invalid(
        "location.main", "La ubicación principal no se puede desactivar: lo que no dice otra ubicación entra en ella.", field);

    public static Refusal ListedCode() => Refusal.Invalid("catalog.code", "El código tiene letras o cifras.", "code");

    public static Refusal Name() => Refusal.Invalid("catalog.name", "El nombre tiene de 1 a 200 caracteres.", "name");

    public static Refusal Alias(int index) =>
        Refusal.Invalid("catalog.aliases", "Cada nombre tiene de 1 a 200 caracteres.", $"aliases[{index}]");

    public static Refusal TooManyAliases() =>
        Refusal.Invalid("catalog.aliases", $"Se admiten a lo más {ListedName.MaxAliases} nombres más.", "aliases");

    /// <summary>A text must name one entry only.</summary>
    public static Refusal NameTaken(string by) => Refusal.Conflict("catalog.name-taken", $"Uno de los nombres ya es de «{by}».", "aliases");

    public static Refusal SearchTooLong() =>
        Refusal.Invalid("request.search-too-long", "La búsqueda admite hasta 8 palabras y 200 caracteres.", "q");
}
