namespace Supply.PurchaseOrders;

/// <summary>Everything that this service refuses, with its code and what a person reads.</summary>
public static class Refusals
{
    public static Refusal AmendmentDocument(string? field = null) => Refusal.Invalid(
        "orders.amendment-document", "Indique el número del convenio, de 1 a 100 caracteres.", field);

    public static Refusal AmendmentEmpty(string? field = null) => Refusal.Invalid(
        "orders.amendment-empty", "El convenio cambia la fecha de fin, los límites de algún comprador o ambos.", field);

    public static Refusal AwardBuyer(string buyer, string? field = null) => Refusal.Invalid(
        "orders.award-buyer", $"La adjudicación no incluye al comprador {buyer}.", field);

    public static Refusal AwardBuyers(int atMost, string? field = null) => Refusal.Invalid(
        "orders.award-buyers", $"La adjudicación nombra de 1 a {atMost} compradores.", field);

    public static Refusal AwardClave(string clave, string? field = null) => Refusal.Invalid(
        "orders.award-clave", $"La adjudicación es de la clave {clave}.", field);

    public static Refusal AwardCommitted(string buyer, long max, string? field = null) => Refusal.Conflict(
        "orders.award-committed",
        $"El comprador {buyer} ya tiene más de {max} piezas ordenadas: el máximo no puede ser menor que lo ordenado.", field);

    public static Refusal AwardEndsBeforeItBegins(DateOnly validFrom, string? field = null) => Refusal.Invalid(
        "orders.award-dates", $"El fin no puede ser anterior al inicio, {validFrom:yyyy-MM-dd}.", field);

    public static Refusal AwardDates(string? field = null) => Refusal.Invalid(
        "orders.award-dates", "La adjudicación lleva fecha de inicio y de fin, y el fin no es anterior al inicio.", field);

    public static Refusal AwardExhausted(string clave, long left, string buyer, long quantity, string? field = null) => Refusal.Conflict(
        "orders.award-exhausted",
        $"De la adjudicación de {clave} le quedan {left} piezas al comprador {buyer}; la orden pide {quantity}.", field);

    public static Refusal AwardMissing(string clave, string? field = null) => Refusal.Invalid(
        "orders.award-missing", $"Falta la adjudicación de la clave {clave}.", field);

    public static Refusal AwardNotAllowed(string? field = null) => Refusal.Invalid(
        "orders.award-not-allowed", "Una orden a un almacén no lleva adjudicación.", field);

    public static Refusal AwardNotValid(DateOnly validFrom, DateOnly validTo, string? field = null) => Refusal.Invalid(
        "orders.award-not-valid", $"La adjudicación vale del {validFrom:yyyy-MM-dd} al {validTo:yyyy-MM-dd}.", field);

    public static Refusal AwardRange(string? field = null) => Refusal.Invalid(
        "orders.award-range", "El mínimo no puede ser mayor que el máximo.", field);

    public static Refusal AwardSupplier(string supplier, string? field = null) => Refusal.Invalid(
        "orders.award-supplier", $"La adjudicación es del proveedor {supplier}.", field);

    public static Refusal Buyer(string? field = null) => Refusal.Invalid(
        "orders.buyer", "Indique el comprador por su código, nombre o alias.", field);

    public static Refusal Cursor(string? field = null) => Refusal.Invalid(
        "request.cursor", "El cursor no es el que dio la página anterior.", field);

    public static Refusal DestinationState(FacilityCode destination, FederalState state, string? field = null) => Refusal.Invalid(
        "orders.destination-state", $"El destino {destination} no es de la entidad {state.Code} {state.Name}.", field);

    public static Refusal Emergency(string? field = null) => Refusal.Invalid(
        "orders.emergency", "emergency es true o false.", field);

    public static Refusal FundingSource(string? field = null) => Refusal.Invalid(
        "orders.funding-source", "La fuente de financiamiento tiene hasta 200 caracteres.", field);

    public static Refusal InactiveClave(string clave, string? field = null) => Refusal.Invalid(
        "orders.inactive-clave", $"La clave {clave} ya no está vigente en el catálogo.", field);

    public static Refusal IssuedInFuture(string? field = null) => Refusal.Invalid(
        "orders.issued-in-future", "La fecha de emisión está más de 24 horas en el futuro.", field);

    public static Refusal IssuedOnMissing(string? field = null) => Refusal.Invalid(
        "orders.issued-on-missing", "Falta la fecha de emisión.", field);

    public static Refusal IssuedTooOld(int issuedYearsBack, string? field = null) => Refusal.Invalid(
        "orders.issued-too-old", $"La fecha de emisión es de hace más de {issuedYearsBack} años; revise el año.", field);

    public static Refusal LineSort(string? field = null) => Refusal.Invalid(
        "orders.sort", "Los renglones van por priority.", field);

    public static Refusal Lines(int maxLines, string? field = null) => Refusal.Invalid(
        "orders.lines", $"La orden lleva de 1 a {maxLines} renglones.", field);

    public static Refusal NeedsCentral(string? field = null) => Refusal.Forbidden(
        "orders.needs-central",
        "La orden tiene renglones que exceden la cobertura de la demanda mensual: solo la coordinación central puede aprobarla.", field);

    public static Refusal NoBuyer(string? field = null) => Refusal.Invalid(
        "orders.no-buyer", "Aún no se conoce quién compra para el destino; publique su comprador en el catálogo.", field);

    public static Refusal NoSuchAward(string? field = null) => Refusal.NotFound(
        "orders.no-such-award", "No existe esa adjudicación.", field);

    public static Refusal NoSuchOrder(string? field = null) => Refusal.NotFound(
        "orders.no-such-order", "No existe esa orden.", field);

    public static Refusal OutsideFormulary(string clave, string unitType, int version, string? field = null) => Refusal.Invalid(
        "orders.outside-formulary", $"La clave {clave} no está en el cuadro básico de {unitType} (versión {version}).", field);

    public static Refusal OwnOrder(string? field = null) => Refusal.Forbidden(
        "orders.own-order",
        "Quien emitió la orden no puede decidir sobre ella: debe hacerlo otra persona de la entidad o la coordinación central.", field);

    public static Refusal PromisedBeforeIssue(string? field = null) => Refusal.Invalid(
        "orders.promised-before-issue", "La fecha comprometida es anterior a la de emisión.", field);

    public static Refusal Reason(string? field = null) => Refusal.Invalid(
        "orders.reason", "Indique el motivo, de 1 a 500 caracteres.", field);

    public static Refusal RepeatedBuyer(string buyer, string? field = null) => Refusal.Invalid(
        "orders.repeated-buyer", $"El comprador {buyer} viene dos veces.", field);

    public static Refusal RepeatedClave(string clave, string? field = null) => Refusal.Invalid(
        "orders.repeated-clave", $"La clave {clave} viene en dos renglones; júntelos en uno.", field);

    public static Refusal SamePlace(string? field = null) => Refusal.Invalid(
        "orders.same-place", "El almacén de origen y el destino son el mismo.", field);

    public static Refusal Sort(string? field = null) => Refusal.Invalid(
        "orders.sort", "El orden es issued o priority.", field);

    public static Refusal SourceKind(string? field = null) => Refusal.Invalid(
        "orders.source-kind", "El origen es supplier o warehouse.", field);

    public static Refusal SourceNotWarehouse(FacilityCode source, string? field = null) => Refusal.Invalid(
        "orders.source-not-warehouse", $"El origen {source} no es un almacén.", field);

    public static Refusal Status(string known, string? field = null) => Refusal.Invalid(
        "orders.status", $"Los estados de una orden son: {known}.", field);

    public static Refusal SplitLimit(int atMost, string? field = null) => Refusal.Invalid(
        "request.limit", $"El límite debe estar entre 1 y {atMost} claves.", field);

    public static Refusal Supplier(string? field = null) => Refusal.Invalid(
        "orders.supplier", "El proveedor tiene de 1 a 200 caracteres.", field);

    public static Refusal UnitPrice(string? field = null) => Refusal.Invalid(
        "orders.unit-price", "El precio unitario es de cero o más, con cuatro decimales como máximo.", field);

    public static Refusal UnknownAward(string? field = null) => Refusal.Invalid(
        "orders.unknown-award", "No existe esa adjudicación.", field);

    public static Refusal UnknownBuyer(string written, string? field = null) => Refusal.Invalid(
        "orders.unknown-buyer", $"«{written}» no es el código, nombre ni alias de un comprador del catálogo.", field);

    public static Refusal UnknownClave(string clave, string? field = null) => Refusal.Invalid(
        "orders.unknown-clave", $"La clave {clave} no está en el catálogo.", field);

    public static Refusal WrongStatus(string status, string? field = null) => Refusal.Conflict(
        "orders.wrong-status", $"La orden está {status} y ya no admite esa operación.", field);
}
