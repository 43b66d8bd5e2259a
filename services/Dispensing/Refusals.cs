using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Batch;
using Supply.Dispensing.Persistence;

namespace Supply.Dispensing;

/// <summary>What this service refuses, each once: its code, which clients know, and what the person at the counter reads.</summary>
internal static class Refusals
{
    // Prescriptions

    public static Refusal NoSuchPrescription() =>
        Refusal.NotFound("dispensing.no-such-prescription", "No hay una receta con ese identificador.", "id");

    public static Refusal Kind() => Refusal.Invalid("dispensing.kind", "El tipo de receta es individual o collective.", "kind");

    public static Refusal NoLines(string document) => Refusal.Invalid("dispensing.no-lines", $"La {document} no trae renglones.", "lines");

    public static Refusal NoLine() => Refusal.Invalid("dispensing.no-line", "Falta el renglón.");

    public static Refusal Text(int longest, string field) =>
        Refusal.Invalid("dispensing.text", $"El texto tiene a lo más {longest} caracteres y ninguno de control.", field);

    public static Refusal FolioLetter(string letter) => Refusal.Invalid("dispensing.text", letter, "folio");

    public static Refusal Reason() => Refusal.Invalid(
        "dispensing.reason", "El motivo es stockOut, insufficientStock, clinicalDecision, patientDeclined u other.", "reason");

    public static Refusal LineNumber(string field) =>
        Refusal.Invalid("dispensing.line-number", "El número de renglón es un entero desde 1.", field);

    public static Refusal LineRepeated(int line, string field) => Refusal.Invalid(
        "dispensing.line-repeated", $"El renglón {line} viene dos veces; cada renglón va una sola vez.", field);

    public static Refusal LotsExceed(int line, string field) =>
        Refusal.Invalid("dispensing.lots-exceed", $"Los lotes del renglón {line} suman más piezas que las entregadas.", field);

    public static Refusal SubstituteOfNothing(int line, int parent, string field) => Refusal.Invalid(
        "dispensing.substitute-of-nothing", $"El renglón {line} sustituye al {parent}, que no es un renglón recetado.", field);

    public static Refusal VoidReason() =>
        Refusal.Invalid("dispensing.void-reason", "Diga por qué se anula, con 1 a 200 caracteres.", "reason");

    public static Refusal Voided() => Refusal.Conflict("dispensing.voided", "La receta está anulada.", "id");

    public static Refusal AlreadyVoided(Prescription x) =>
        Refusal.Conflict("dispensing.already-voided", $"La receta ya se anuló por otro motivo: {x.VoidReason}.", "reason");

    public static Refusal Status() => Refusal.Invalid("dispensing.status", "El estado es recorded, held o voided.", "status");

    public static Refusal Date(string? text, string field) =>
        Refusal.Invalid("dispensing.date", $"«{Codes.Show(text)}» no es una fecha como 2026-10-15.", field);

    public static Refusal DateAndSpan() =>
        Refusal.Invalid("dispensing.date-and-span", "Pida un día (date) o un intervalo (from, to), no ambos.", "date");

    public static Refusal Cursor() => Refusal.Invalid("request.cursor", "El cursor no es el que dio la página anterior.", "after");

    // Sealed references of patients

    public static Refusal PatientTwice() => Refusal.Invalid(
        "dispensing.patient-twice", "La referencia del paciente viene abierta y sellada: envíe una sola.", "sealedPatient");

    public static Refusal SealingKey(string field) => Refusal.Invalid("dispensing.sealing-key",
        "La referencia del paciente se selló con una llave que este sistema no tiene: quítela o captúrela de nuevo.", field);

    public static Refusal SealedPatient(string field) => Refusal.Invalid("dispensing.sealed-patient",
        "La referencia sellada del paciente está dañada o es de otra receta: quítela o captúrela de nuevo.", field);

    // Held prescriptions

    public static Refusal PresentedAhead() => Refusal.Invalid(
        "dispensing.presented-ahead", "Una receta no se puede haber presentado mañana: indique cuándo fue.", "presentedAt");

    public static Refusal PresentedTooOld() => Refusal.Invalid(
        "dispensing.presented-too-old", $"Una receta no se pudo presentar antes de {DateRules.Earliest.Year}: indique cuándo fue.",
        "presentedAt");

    public static Refusal AlreadyAccepted(Prescription x) => Refusal.Conflict(
        "dispensing.already-accepted",
        $"La receta ya cuenta con otra fecha: se presentó el {x.LocalDate:yyyy-MM-dd} y se recetó el {x.PrescribedOn:yyyy-MM-dd}.",
        "presentedAt");

    // Deliveries

    public static Refusal NoSuchDelivery() =>
        Refusal.NotFound("dispensing.no-such-delivery", "La receta no tiene una entrega con ese identificador.", "deliveryId");

    public static Refusal Held() => Refusal.Conflict(
        "dispensing.held", "La receta está retenida por su fecha: acéptela antes de entregar lo que se debe.", "id");

    public static Refusal DeliveredAt() => Refusal.Invalid(
        "dispensing.delivered-at", "La entrega no puede ser del futuro ni anterior a la presentación de la receta.", "deliveredAt");

    public static Refusal DeliveryLine(int line, string field) =>
        Refusal.Invalid("dispensing.delivery-line", $"La receta no tiene un renglón {line} al que se deban piezas.", field);

    public static Refusal MoreThanOwed(int line, int owed, int quantity, string field) => Refusal.Invalid(
        "dispensing.more-than-owed", $"Del renglón {line} se deben {owed} piezas y la entrega trae {quantity}.", field);

    public static Refusal ReversalReason() =>
        Refusal.Invalid("dispensing.reversal-reason", "Diga por qué se revierte la entrega, con 1 a 200 caracteres.", "reason");

    public static Refusal AlreadyReversed(ReversedDelivery x) => Refusal.Conflict(
        "dispensing.already-reversed", $"{x.ReversedBy} ya revirtió la entrega el {x.ReversedAt:yyyy-MM-dd}: {x.Reason}.", "reason");

    // Batches

    public static Refusal MediaType(string expected) => Refusal.Malformed("request.media-type", $"El contenido debe ser {expected}.");

    public static Refusal NotNdjson() => Refusal.Malformed("dispensing.not-ndjson",
        "Se espera una receta completa en cada renglón (NDJSON): sin corchetes alrededor, sin comas entre recetas y sin saltos de línea "
        + "dentro de una receta.");

    public static Refusal LineTooLarge() =>
        Refusal.Invalid("request.line-too-large", $"El renglón excede {NdjsonReader.MaxLineBytes / 1024} kB.");

    public static Refusal NoId() => Refusal.Invalid("dispensing.no-id", "Falta el identificador de la receta.", "id");

    public static Refusal LineFailed() => Refusal.Invalid("service.failed", "Error interno en este renglón. Avise al operador.");

    // Daily reports

    public static Refusal Activity() => Refusal.Invalid("dispensing.activity", "Diga si hubo actividad ese día.", "activity");

    public static Refusal FutureReport() =>
        Refusal.Invalid("dispensing.future-report", "Ese día no ha llegado en el establecimiento.", "date");

    public static Refusal ActivityRecorded(int prescriptions) => Refusal.Conflict("dispensing.activity-recorded",
        $"Ese día hay {prescriptions} recetas registradas: no fue un día sin actividad. Si sobran, anúlelas primero.", "activity");

    // Reports of citizens

    public static Refusal ReportId() => Refusal.Invalid("dispensing.report-id", "Falta el identificador del reporte.", "id");

    public static Refusal ReportFolio() =>
        Refusal.Invalid("dispensing.report-folio", "Escriba el folio como está impreso en la receta, con 1 a 60 caracteres.", "folio");

    public static Refusal ReportMissing() => Refusal.Invalid("dispensing.report-missing",
        $"Diga qué faltó, con 1 a {CitizenText.Longest} caracteres y sin datos personales.", "missing");

    public static Refusal ReportReused() =>
        Refusal.Conflict("dispensing.id-reused", "Ese identificador ya se usó con otro contenido.", "id");

    public static Refusal NoSuchReport() =>
        Refusal.NotFound("dispensing.no-such-report", "No hay un reporte ciudadano con ese identificador.", "id");

    public static Refusal ReportAnswer() =>
        Refusal.Invalid("dispensing.report-answer", "La respuesta es contradicted, delivered o explained.", "answer");

    public static Refusal ReportAnswerText() => Refusal.Invalid("dispensing.report-answer-text",
        $"Explique con 1 a {CitizenText.Longest} caracteres.", "text");

    public static Refusal SummaryLevel() => Refusal.Invalid("dispensing.level", "El nivel es nation, state o facility.", "level");

    public static Refusal SummaryPeriod(string? text) => Refusal.Invalid("dispensing.period",
        $"«{Codes.Show(text)}» no es un periodo: se espera un año (2026), un mes (2026-10) o un día (2026-10-15).", "period");
}
