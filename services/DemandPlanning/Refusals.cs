namespace Supply.DemandPlanning;

/// <summary>Everything that this service refuses, with its code and what a person reads.</summary>
public static class Refusals
{
    public static Refusal MissingColumn(string? field = null) => Refusal.Invalid(
        "csv.missing-column", "Falta la columna min.", field);

    public static Refusal ApproverIsAuthor(string? field = null) => Refusal.Conflict(
        "planning.approver-is-author", "Quien capturó o modificó la demanda no puede aprobarla.", field);

    public static Refusal ClaveOutsideFormulary(string clave, string formularies, string? field = null) => Refusal.Invalid(
        "planning.clave-outside-formulary",
        $"La clave {clave} no está en el cuadro básico de ninguna unidad del comprador ({formularies}).", field);

    public static Refusal ClaveRepeated(Clave clave, string? field = null) => Refusal.Invalid(
        "planning.clave-repeated", $"La clave {clave} viene dos veces.", field);

    public static Refusal AmbiguousCpm(string written, string thousands, string decimals, string? field = null) => Refusal.Invalid(
        "planning.cpm",
        $"«{written}» puede leerse como {thousands} o como {decimals}: escriba {thousands}, o {decimals} si son decimales.", field);

    public static Refusal AmbiguousPieces(string written, string thousands, string decimals, string? field = null) => Refusal.Invalid(
        "planning.pieces",
        $"«{written}» puede leerse como {thousands} o como {decimals}: escriba las piezas solo con cifras, sin separadores.", field);

    public static Refusal ConsolidatedLines(int atMost, string? field = null) => Refusal.Invalid(
        "planning.consolidated-lines", $"Envíe de 1 a {atMost} renglones.", field);

    public static Refusal LineRepeated(string buyer, Clave clave, string? field = null) => Refusal.Invalid(
        "planning.line-repeated", $"El renglón de {buyer} y {clave} viene dos veces.", field);

    public static Refusal Cpm(string what, string? field = null) => Refusal.Invalid(
        "planning.cpm",
        $"«{what}» no es un consumo promedio mensual: se espera un número de 0 o más, sin separador de miles y con punto decimal.", field);

    public static Refusal Group(string? field = null) => Refusal.Invalid(
        "planning.group", "La demanda se agrupa por line, clave, buyer o total.", field);

    public static Refusal InactiveClave(string clave, string? field = null) => Refusal.Invalid(
        "planning.inactive-clave", $"La clave {clave} está dada de baja en el catálogo.", field);

    public static Refusal Justification(string? field = null) => Refusal.Invalid(
        "planning.justification", "La justificación tiene hasta 1,000 caracteres.", field);

    public static Refusal Level(string? field = null) => Refusal.Invalid(
        "planning.level", "El nivel es nation, state, buyer o facility.", field);

    public static Refusal MinOverMax(long min, long max, string? field = null) => Refusal.Invalid(
        "planning.min-over-max", $"El mínimo {min} es mayor que el máximo {max}.", field);

    public static Refusal MonthNotOver(Month asOf, string? field = null) => Refusal.Invalid(
        "planning.month-not-over", $"El mes {asOf} todavía no termina en todo el país.", field);

    public static Refusal Months(string? field = null) => Refusal.Invalid(
        "planning.months", "El periodo dura de 1 a 60 meses.", field);

    public static Refusal NoLines(string? field = null) => Refusal.Invalid(
        "planning.no-lines", "La solicitud debe traer al menos un renglón.", field);

    public static Refusal CpmStatus(string? field = null) => Refusal.Invalid(
        "planning.cpm-status", "El estado es computed, insufficient-data o from-demand.", field);

    public static Refusal EmptyLine(string? field = null) => Refusal.Invalid(
        "planning.no-lines", "El renglón está vacío.", field);

    public static Refusal NoSuchPeriod(string? field = null) => Refusal.NotFound(
        "planning.no-such-period", "No existe ese periodo de demanda: hay que abrirlo primero.", field);

    public static Refusal NoSuchRequest(string? field = null) => Refusal.NotFound(
        "planning.no-such-request", "Ese comprador no ha hecho una solicitud en el periodo.", field);

    public static Refusal NoSuchRun(string? field = null) => Refusal.NotFound(
        "planning.no-such-run", "No existe ese cálculo.", field);

    public static Refusal NotApproved(string? field = null) => Refusal.Conflict(
        "planning.not-approved", "Faltan la aprobación médica o la administrativa.", field);

    public static Refusal NotComputed(string? field = null) => Refusal.NotFound(
        "planning.not-computed", "No hay un CPM calculado de ese mes.", field);

    public static Refusal NotFromDemand(string clave, string facility, Month asOf, string? field = null) => Refusal.Conflict(
        "planning.not-from-demand", $"{clave} en {facility} no tiene una cantidad tomada de la demanda en {asOf}.", field);

    public static Refusal NotOfficial(string? field = null) => Refusal.NotFound(
        "planning.not-official",
        "Ese mes tiene cálculos, pero abasto central no ha hecho oficial ninguno. Para ver uno indique su identificador en run.",
        field);

    public static Refusal NotPublished(string? field = null) => Refusal.Conflict(
        "planning.not-published", "La demanda todavía no se publica: se puede cambiar sin abrir otra versión.", field);

    public static Refusal NothingConsolidated(string? field = null) => Refusal.Conflict(
        "planning.nothing-consolidated", "Todavía no hay demanda consolidada que aprobar.", field);

    public static Refusal Opening(string? field = null) => Refusal.Conflict(
        "planning.opening", "La versión nueva todavía se está preparando; termine de abrirla.", field);

    public static Refusal Pairs(int pairsAtMost, string? field = null) => Refusal.Invalid(
        "planning.pairs", $"Se aprueban de 1 a {pairsAtMost} pares de unidad y clave a la vez.", field);

    public static Refusal Period(string? field = null) => Refusal.Invalid(
        "planning.period", "El periodo se nombra con 1 a 20 letras, dígitos y guiones, como 2027-2028.", field);

    public static Refusal Pieces(string what, string? field = null) => Refusal.Invalid(
        "planning.pieces",
        $"«{what}» no es una cantidad de piezas: se espera un número entero, solo con cifras, sin separador de miles ni decimales.",
        field);

    public static Refusal Published(string? field = null) => Refusal.Conflict(
        "planning.published", "La demanda publicada no cambia: abra una versión nueva.", field);

    public static Refusal RequestsClosed(string? field = null) => Refusal.Conflict(
        "planning.requests-closed", "La demanda ya se analizó y no recibe solicitudes; pida a abasto central que la reabra.", field);

    public static Refusal RowRepeated(string clave, string buyerName, string? field = null) => Refusal.Invalid(
        "planning.row-repeated", $"La clave {clave} de {buyerName} ya vino en el archivo con otras cantidades.", field);

    public static Refusal RunNotFinished(string? field = null) => Refusal.Conflict(
        "planning.run-not-finished", "El cálculo todavía no termina; espere a que termine para hacerlo oficial.", field);

    public static Refusal RunReplaced(string? field = null) => Refusal.Conflict(
        "planning.run-replaced",
        "Los valores de ese cálculo ya no se conservan: hay uno posterior de los mismos meses. Haga oficial el posterior.", field);

    public static Refusal SameApprover(string? field = null) => Refusal.Conflict(
        "planning.same-approver", "El lado médico y el administrativo los aprueban dos personas distintas.", field);

    public static Refusal Side(string? field = null) => Refusal.Invalid(
        "planning.side", "El lado que aprueba es medical o administrative.", field);

    public static Refusal Unjustified(int requests, decimal share, string which, string? field = null) => Refusal.Invalid(
        "planning.unjustified", $"{requests} solicitudes se apartan del consumo más de {share:P0} sin justificación: {which}.", field);

    public static Refusal UnknownBuyer(string what, string? field = null) => Refusal.Invalid(
        "planning.unknown-buyer", $"«{what}» no es el código, nombre ni alias de un comprador del catálogo.", field);

    public static Refusal UnknownClave(string clave, string? field = null) => Refusal.Invalid(
        "planning.unknown-clave", $"La clave {clave} no está en el catálogo de insumos.", field);

    public static Refusal Window(string? field = null) => Refusal.Invalid(
        "planning.window", "La ventana es de 3, 6, 12 o 24 meses.", field);

    public static Refusal StaleVersion(int version) => Refusal.Stale(
        "request.stale-version", $"Otra persona cambió la demanda después de la versión {version}. Vuelva a leerla.");
}
