namespace Supply.Kernel;

/// <summary>
/// The bounds of every kind of date that enters the system, so that a mistyped year (0206, 2062) is refused where it is typed.
/// Each rule answers null, or a refusal of the member <c>field</c>; a service that has a refusal code of its own passes it.
/// Nothing is added to the date that was given, so no year overflows.
/// </summary>
public static class DateRules
{
    /// <summary>How old an event or report may be: a year and what a unit without network adds to it.</summary>
    public const int DaysBack = 400;

    /// <summary>How far clocks may run ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>By how much the clocks of two places may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The longest time between the issue of an order and its promised date: three years.</summary>
    public const int PromisedWithinDays = 3 * 366;

    public const int ExpiredYears = 5;
    public const int ExpiryYears = 30;

    /// <summary>How far ahead plans reach: demand periods, awards, openings and closings.</summary>
    public const int PlannedYears = 10;

    /// <summary>Nothing that this system counts happened before.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Before the first hospital of the country (1524).</summary>
    public static readonly DateOnly EarliestOpening = new(1500, 1, 1);

    /// <summary>Closings and validity: from when a first version of a facility is valid that names no date.</summary>
    public static readonly DateOnly EarliestValidity = new(1900, 1, 1);

    /// <summary>The latest date that a query may name.</summary>
    public static readonly DateOnly LatestQueried = new(2200, 12, 31);

    /// <summary>The moment of an event: 400 days back to 24 hours ahead.</summary>
    public static Refusal? Moment(
        DateTimeOffset moment, DateTimeOffset now, string field, string inFuture = "date.in-future", string tooOld = "date.too-old") =>
        moment > now + Ahead ? InFuture(inFuture, field)
        : moment < now - TimeSpan.FromDays(DaysBack) ? TooOld(tooOld, field)
        : null;

    /// <summary>The local date of an event or report: 400 days back to 24 hours ahead, on the calendar of its place.</summary>
    public static Refusal? LocalDate(
        DateOnly date, DateTimeOffset now, string zone, string field, string inFuture = "date.in-future", string tooOld = "date.too-old") =>
        date > Zones.DateAt(now + Ahead, zone) ? InFuture(inFuture, field)
        : date < Zones.DateAt(now - TimeSpan.FromDays(DaysBack), zone) ? TooOld(tooOld, field)
        : null;

    /// <summary>
    /// A moment at which goods moved or were seen (came, left, were found or counted): 400 days back to now, and what clocks differ by.
    /// Stock from the future would swallow, or wait for, what happens until then.
    /// </summary>
    public static Refusal? GoodsMoved(
        DateTimeOffset moment, DateTimeOffset now, string field, string inFuture = "date.in-future", string tooOld = "date.too-old") =>
        moment > now + ClockSkew ? NotYet(inFuture, field) : Moment(moment, now, field, inFuture, tooOld);

    /// <summary>
    /// The local date on which goods moved, where the time is not known: 400 days back to today, on the calendar of their place.
    /// </summary>
    public static Refusal? GoodsMovedOn(
        DateOnly date, DateTimeOffset now, string zone, string field, string inFuture = "date.in-future", string tooOld = "date.too-old") =>
        date > Zones.DateAt(now + ClockSkew, zone) ? NotYet(inFuture, field) : LocalDate(date, now, zone, field, inFuture, tooOld);

    /// <summary>The date on a prescription: not after the day on which it is presented, and at most 400 days before it.</summary>
    public static Refusal? Prescribed(
        DateOnly prescribedOn, DateOnly presentedOn, string field,
        string afterPresentation = "date.prescribed-after-presentation", string tooOld = "date.prescribed-too-old") =>
        prescribedOn > presentedOn ? Refusal.Invalid(afterPresentation, "La receta tiene fecha posterior al día en que se presentó.", field)
        : presentedOn.DayNumber - prescribedOn.DayNumber > DaysBack
            ? Refusal.Invalid(tooOld, $"La receta tiene fecha de más de {DaysBack} días antes de presentarse; revise el año.", field)
        : null;

    /// <summary>When an order is promised for: 400 days before its issue, for orders written down late, to three years after it.</summary>
    public static Refusal? Promised(DateOnly promisedOn, DateOnly issuedOn, string field,
        string tooEarly = "date.promised-too-early", string tooLate = "date.promised-too-late") =>
        issuedOn.DayNumber - promisedOn.DayNumber > DaysBack
            ? Refusal.Invalid(tooEarly, $"La fecha comprometida es de más de {DaysBack} días antes de la emisión; revise el año.", field)
        : promisedOn.DayNumber - issuedOn.DayNumber > PromisedWithinDays
            ? Refusal.Invalid(tooLate, "La fecha comprometida es de más de 3 años después de la emisión; revise el año.", field)
        : null;

    /// <summary>The first or last day of an award: the year 2000 to ten years ahead.</summary>
    public static Refusal? Award(DateOnly date, DateOnly today, string field, string code = "date.award") =>
        Within(Earliest, date, InYears(today, PlannedYears), field, code);

    /// <summary>A month of a demand period or of consumption: the year 2000 to ten years ahead.</summary>
    public static Refusal? PlannedMonth(Month month, DateOnly today, string field, string code = "date.month") =>
        month < Month.Of(Earliest) || month > Month.Of(InYears(today, PlannedYears))
            ? Refusal.Invalid(
                code, $"El mes va de {Month.Of(Earliest)} a {Month.Of(InYears(today, PlannedYears))}; revise el año.", field)
            : null;

    /// <summary>The expiry of a lot: 5 years back, for what is found on a shelf, to 30 years ahead.</summary>
    public static Refusal? Expiry(DateOnly expiresOn, DateOnly today, string field, string code = "date.expiry") =>
        expiresOn < InYears(today, -ExpiredYears)
            ? Refusal.Invalid(code, $"La caducidad es de hace más de {ExpiredYears} años; revise el año.", field)
        : expiresOn > InYears(today, ExpiryYears)
            ? Refusal.Invalid(code, $"La caducidad está a más de {ExpiryYears} años; revise el año.", field)
        : null;

    /// <summary>The first day of a facility: the year 1500 to ten years ahead.</summary>
    public static Refusal? Opening(DateOnly date, DateOnly today, string field, string code = "facility.date") =>
        Within(EarliestOpening, date, InYears(today, PlannedYears), field, code);

    /// <summary>The last day of a facility and from when a version of it is valid: the year 1900 to ten years ahead.</summary>
    public static Refusal? Validity(DateOnly date, DateOnly today, string field, string code = "facility.date") =>
        Within(EarliestValidity, date, InYears(today, PlannedYears), field, code);

    /// <summary>A date that a query asks for: the years 1500 to 2200.</summary>
    public static Refusal? Queried(DateOnly? date, string field, string code = "request.date") =>
        date is { } asked ? Within(EarliestOpening, asked, LatestQueried, field, code) : null;

    /// <summary>Both ends of a query, and that the first is not after the last.</summary>
    public static Refusal? Range(
        DateOnly? from, DateOnly? to, string fromField = "from", string toField = "to", string code = "request.from-after-to") =>
        Queried(from, fromField) ?? Queried(to, toField)
        ?? (from > to ? Refusal.Invalid(code, $"El fin ({toField}) es anterior al inicio ({fromField}).", toField) : null);

    /// <summary>
    /// Whether a fact from another service may be of this date: the year 2000 to 400 days ahead, whatever its owner allows.
    /// </summary>
    public static bool IsPossible(DateOnly localDate, DateTimeOffset now) =>
        localDate >= Earliest && localDate.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber <= DaysBack;

    /// <inheritdoc cref="IsPossible(DateOnly, DateTimeOffset)"/>
    public static bool IsPossible(DateTimeOffset moment, DateTimeOffset now) => IsPossible(DateOnly.FromDateTime(moment.UtcDateTime), now);

    private static Refusal InFuture(string code, string field) =>
        Refusal.Invalid(code, "La fecha está más de 24 horas en el futuro.", field);

    private static Refusal NotYet(string code, string field) =>
        Refusal.Invalid(code, "La fecha está en el futuro: revise la hora y su zona.", field);

    private static Refusal TooOld(string code, string field) => Refusal.Invalid(code, $"La fecha tiene más de {DaysBack} días.", field);

    private static Refusal? Within(DateOnly first, DateOnly date, DateOnly last, string field, string code) => date < first || date > last
        ? Refusal.Invalid(
            code, $"La fecha va de {first.Day:00}/{first.Month:00}/{first.Year} a {last.Day:00}/{last.Month:00}/{last.Year}; revise el año.", field)
        : null;

    // To the ends of the calendar and not beyond.
    private static DateOnly InYears(DateOnly date, int years) => (date.Year + years) switch
    {
        < 1 => DateOnly.MinValue,
        > 9999 => DateOnly.MaxValue,
        _ => date.AddYears(years),
    };
}
