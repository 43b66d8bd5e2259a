using System.Globalization;
using Supply.Inventory.Domain;
using Supply.Inventory.Features;
using Supply.Inventory.Persistence;

namespace Supply.Inventory;

/// <summary>Everything that this service refuses, with its code and what a person reads.</summary>
internal static class Refusals
{
    /// <summary>Of every text of a request, also of those that the kernel reads.</summary>
    public const string TextCode = "inventory.text";

    // Requests
    public static Refusal Lines() =>
        Refusal.Invalid("inventory.lines", $"Se esperan de 1 a {RequestParsing.MaxLines} renglones.", "lines");

    public static Refusal EmptyLine(int index) => Refusal.Invalid("inventory.lines", "Hay un renglón vacío.", $"lines[{index}]");

    public static Refusal Text(string field) => Refusal.Invalid("inventory.text", "El texto tiene de 1 a 200 caracteres.", field);

    public static Refusal ExpiryMissing() =>
        Refusal.Invalid("inventory.expiry-missing", "Indique la fecha de caducidad del lote.", "expiresOn");

    public static Refusal LotReserved() => Refusal.Invalid(
        "inventory.lot-reserved", $"{Holding.UncoveredLot} no es un lote: indique el que está impreso en el empaque.", "lot");

    public static Refusal Within(int most) =>
        Refusal.Invalid("inventory.within", $"Los días por venir van de 0 a {most}.", "within");

    public static Refusal ExpiryBy() => Refusal.Invalid("inventory.by", "Se espera state, facility o clave.", "by");

    public static Refusal Cursor() => Refusal.Invalid("request.after", "El cursor no es de esta lista.", "after");

    public static Refusal TooManyPieces(string field) =>
        Refusal.Invalid("pieces.too-many", "La cantidad de piezas excede 2,147,483,647.", field);

    public static Refusal TooManyPiecesOfAClave() =>
        Refusal.Invalid("pieces.too-many", "Las piezas de una clave suman más de 2,147,483,647.", "lines");

    // Lists of the catalogue
    public static Refusal FundingSourceUnknown(string text, IEnumerable<string> known, string field) => Refusal.Invalid(
        "inventory.funding-source-unknown",
        $"«{Codes.Show(text)}» no es una fuente de financiamiento conocida. Las conocidas son: {string.Join(", ", known)}.",
        field);

    public static Refusal FundingSourceInactive(string code, IEnumerable<string> known, string field) => Refusal.Invalid(
        "inventory.funding-source-inactive",
        $"La fuente de financiamiento {code} ya no está en uso: no entra nada más con ella. En uso están: {string.Join(", ", known)}.",
        field);

    public static Refusal LocationUnknown(string text, IEnumerable<string> known, string field) => Refusal.Invalid(
        "inventory.location-unknown",
        $"«{Codes.Show(text)}» no es una ubicación conocida. Las conocidas son: {string.Join(", ", known)}.",
        field);

    public static Refusal LocationInactive(string code, IEnumerable<string> known, string field) => Refusal.Invalid(
        "inventory.location-inactive",
        $"La ubicación {code} ya no está en uso: no entra nada más en ella. En uso están: {string.Join(", ", known)}.",
        field);

    // Filters of lists
    public static Refusal ShipmentStatuses(string known) =>
        Refusal.Invalid("inventory.status", $"El estado de un envío es uno de {known}.", "status");

    public static Refusal RecallStatuses() =>
        Refusal.Invalid("inventory.status", "El estado de un retiro es recalled (vigente) o lifted (levantado).", "status");

    public static Refusal Condition() =>
        Refusal.Invalid("inventory.condition", "La condición es usable, quarantine (cuarentena) o damaged (dañado).", "condition");

    // Dates
    public static Refusal ReceptionDateMissing() =>
        Refusal.Invalid("inventory.date-missing", "Indique la fecha de recepción.", "receivedOn");

    public static Refusal CountDateMissing() => Refusal.Invalid("inventory.date-missing", "Indique cuándo se contó.", "countedAt");

    public static Refusal? Date(DateOnly date, DateTimeOffset now, string zone, string field) =>
        DateRules.GoodsMovedOn(date, now, zone, field, "inventory.in-future", "inventory.too-old");

    public static Refusal? Moment(DateTimeOffset moment, DateTimeOffset now, string field) =>
        DateRules.GoodsMoved(moment, now, field, "inventory.in-future", "inventory.too-old");

    public static Refusal BeforeOrder(DateOnly issuedOn, string field) => Refusal.Invalid(
        "inventory.before-order", $"La orden de suministro se emitió el {Day(issuedOn)}: nada de ella pudo moverse antes.", field);

    public static Refusal DatesContradict(DateOnly there, DateOnly date, string field) => Refusal.Invalid(
        "inventory.dates-contradict", $"La hora indicada es del {Day(there)} en el establecimiento y la fecha dice {Day(date)}.", field);

    public static Refusal ReceivedBeforeDispatch(DateTimeOffset dispatched, string field) => Refusal.Invalid(
        "inventory.received-before-dispatch", $"El envío salió el {Minute(dispatched)}: no pudo llegar antes.", field);

    // Documents
    public static Refusal NoSuchDocument() => Refusal.NotFound("inventory.no-such-document", "No existe ese documento.", "id");

    public static Refusal AlreadyReversed(StockDocument document) => Refusal.Conflict(
        "inventory.already-reversed",
        $"{document.ReversedBy} ya lo canceló el {document.ReversedAt:yyyy-MM-dd}: {document.ReversalReason}.",
        "reason");

    public static Refusal NothingToRemove(Holding holding, string clave, long there, bool isNow, long asked) => Refusal.Conflict(
        "inventory.insufficient-stock",
        $"De {clave} lote {holding.Lot} hay {there} piezas que se puedan quitar{(isNow ? "" : " en esa fecha")}; "
        + $"no se pueden quitar {asked}.",
        "lines");

    // Transfers
    public static Refusal FundingChange() => Refusal.Forbidden(
        "inventory.funding-change", "Solo el nivel central puede cambiar la fuente de financiamiento.", "lines");

    public static Refusal LotRecalled(Holding holding, string clave) => Refusal.Conflict(
        "inventory.lot-recalled", $"El lote {holding.Lot} de {clave} está retirado y no puede volver a uso.", "lines");

    public static Refusal NothingToMove(Holding holding, string clave, long there, long asked) => Refusal.Conflict(
        "inventory.insufficient-stock", $"De {clave} lote {holding.Lot} hay {there} piezas ahí; no se pueden mover {asked}.", "lines");

    public static Refusal NowhereToMove() => Refusal.Invalid("inventory.nowhere-to-move", "El destino es igual al origen.", "to");

    // Shipments
    public static Refusal NoSuchShipment() => Refusal.NotFound("inventory.no-such-shipment", "No existe ese envío.", "id");

    public static Refusal SameFacility() => Refusal.Invalid(
        "inventory.same-facility", "El envío sale y llega al mismo establecimiento; use una transferencia.", "to");

    public static Refusal HeldHasNotLeft() => Refusal.Invalid(
        "inventory.held-has-not-left", "Un envío retenido todavía no tiene fecha de salida.", "dispatchedAt");

    public static Refusal DestinationState(FacilityCode to) => Refusal.Forbidden(
        "inventory.destination-state",
        $"{to} es de {to.State.Name}: entre entidades envía un almacén; una farmacia envía dentro de su entidad.",
        "to");

    public static Refusal DestinationUnknown(FacilityCode to) => Refusal.Invalid(
        "inventory.destination-unknown",
        $"El catálogo no conoce {to}, de otra entidad ({to.State.Name}): revise la clave del destino.",
        "to");

    /// <param name="text">What is there and why it cannot leave (<see cref="PickableStock.Explain"/>).</param>
    public static Refusal NotEnoughToSend(string text, string field) => Refusal.Conflict("inventory.insufficient-stock", text, field);

    public static Refusal GoneMeanwhile(string clave, long there, long asked) => Refusal.Conflict(
        "inventory.insufficient-stock",
        $"De {clave} hay {there} piezas y el envío lleva {asked}: las demás salieron entre tanto. Cancele el envío y haga otro.",
        "lines");

    public static Refusal NotHeld(Shipment shipment) =>
        Refusal.Conflict("inventory.not-held", $"El envío ya no está retenido: {Shipment.Name(shipment.Status)}.");

    public static Refusal LotUnfit(ShipmentLot lot) => Refusal.Conflict(
        "inventory.lot-unfit", $"El lote {lot.Lot} de {lot.Clave} caducó o fue retirado; cancele el envío y haga otro.", "lines");

    // Receptions and resolutions
    public static Refusal NotDispatched() => Refusal.Conflict("inventory.not-dispatched", "El envío no ha salido: no se puede recibir.");

    public static Refusal NothingReceived(string field) =>
        Refusal.Invalid("inventory.nothing-received", "Indique piezas en buen estado, dañadas o faltantes.", field);

    public static Refusal MissingBeyondTransit(string clave, long left, string field) => Refusal.Invalid(
        "inventory.missing-beyond-transit", $"De {clave} solo quedan {left} piezas en tránsito que puedan faltar.", field);

    public static Refusal NotInShipment(string clave, string? lot, string field) => Refusal.Invalid(
        "inventory.not-in-shipment",
        $"El envío no trae {clave}{(lot is null ? "" : " lote " + lot)}; si llegó, indique el motivo.",
        field);

    public static Refusal OtherExpiry(OnItsWay sent, DateOnly stated, string field) => Refusal.Invalid(
        "inventory.not-in-shipment",
        $"El envío trae el lote {sent.Lot} de {sent.Clave} con caducidad {Day(sent.ExpiresOn)}, no {Day(stated)}: es otro lote; "
        + "si así llegó, indique el motivo.",
        field);

    public static Refusal LotNeeded(string field) =>
        Refusal.Invalid("inventory.lot-needed", "Para recibir lo que el envío no trae indique lote y caducidad.", field);

    public static Refusal SurplusWithoutReason(string clave, long onItsWay, long arrived, string field) => Refusal.Invalid(
        "inventory.surplus-without-reason",
        $"De {clave} hay {onItsWay} piezas en tránsito y se reciben {arrived}; indique el motivo del excedente.",
        field);

    public static Refusal ResolvedBeyondTransit(string clave, string lot, long missing, string field) => Refusal.Conflict(
        "inventory.resolved-beyond-transit", $"De {clave} lote {lot} quedan {missing} piezas en tránsito.", field);

    public static Refusal ResolutionOutcome() =>
        Refusal.Invalid("inventory.outcome", "El desenlace es lost (perdido) o returned (devuelto).", "outcome");

    // Recalls
    public static Refusal NoSuchRecall() => Refusal.NotFound("inventory.no-such-recall", "No existe ese retiro.", "id");

    public static Refusal RecallScope() => Refusal.Invalid(
        "inventory.recall-scope-unknown", "El alcance es una entidad (13) o un establecimiento (HGIMB000011).", "scope");

    public static Refusal RecallOfTheNation() => Refusal.Forbidden(
        "inventory.recall-scope",
        "Un retiro nacional lo declara y lo levanta el nivel central; indique su entidad o su establecimiento.",
        "scope");

    public static Refusal RecallOfAState() => Refusal.Forbidden(
        "inventory.recall-scope",
        "Un almacén retira lo que él tiene; el retiro de la entidad lo declara y lo levanta la coordinación estatal.",
        "scope");

    public static Refusal AlreadyLifted(Recall recall) => Refusal.Conflict(
        "inventory.already-reversed",
        $"{recall.LiftedBy} ya lo levantó el {recall.LiftedAt:yyyy-MM-dd}: {recall.LiftReason}.",
        "reason");

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
