using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Indicators.Features.Figures;

/// <summary>Which figure a request means, read from its parameters before the database is asked.</summary>
internal sealed record FigureQuery(Indicator Indicator, Group Group, DateTimeOffset? AsOf)
{
    private static readonly Dictionary<string, Level> levels = Enum.GetValues<Level>().ToDictionary(x => JsonNamingPolicy.CamelCase.ConvertName(x.ToString()), StringComparer.Ordinal);

    /// <summary>Refuses with <c>indicators.no-such-indicator</c>, <c>indicators.level</c>, <c>indicators.code</c>, <c>indicators.as-of</c>, <c>state.unknown</c>, <c>facility.malformed</c>.</summary>
    public static Outcome<FigureQuery> Read(string indicator, string? level, string? code, string? asOf)
    {
        if (Indicator.WithCode(indicator) is not { } known)
            return Refusal.NotFound("indicators.no-such-indicator", $"No hay un indicador «{Codes.Show(indicator)}»; vea la lista en /indicators.", "indicator");
        if (LevelOf(level ?? "nation", "level").Refused(out var why, out var at) || GroupOf(at, code).Refused(out why, out var group) || Instant(asOf).Refused(out why, out var until))
            return why;
        return new FigureQuery(known, group, until);
    }

    public static Outcome<Level> LevelOf(string? level, string field) => level is not null && levels.TryGetValue(level, out var known)
        ? known
        : Refusal.Invalid("indicators.level", $"Se espera uno de: {string.Join(", ", levels.Keys)}.", field);

    private static Outcome<Group> GroupOf(Level level, string? code)
    {
        switch (level)
        {
            case Level.Nation:
                return string.IsNullOrEmpty(code) || code == Group.Nation.Code ? Group.Nation : Refusal.Invalid("indicators.code", "La clave de la nación es MX, o ninguna.", "code");
            case Level.State:
                return FederalState.Parse(code, "code").Refused(out var why, out var state) ? why : new Group(level, state.Code);
            case Level.Facility:
                return FacilityCode.Parse(code, "code").Refused(out why, out var facility) ? why : Group.Facility(facility.Value);
            case Level.UnitLevel when code is not ("1" or "2" or "3"):
                return Refusal.Invalid("indicators.code", "El nivel de atención es 1, 2 o 3.", "code");
            case Level.Rural when code is not ("rural" or "urban"):
                return Refusal.Invalid("indicators.code", "Se espera rural o urban.", "code");
            case Level.UnitType when code is not { Length: >= 1 and <= 200 }:
                return Refusal.Invalid("indicators.code", "Indique la tipología.", "code");
            default:
                return new Group(level, code!);
        }
    }

    // A date means its end in the capital. Clients forget to escape the plus sign, which then arrives as a blank.
    private static Outcome<DateTimeOffset?> Instant(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default(DateTimeOffset?);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200)
        {
            var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
            DateTimeOffset? end = new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(Zones.Default).GetUtcOffset(midnight)).AddMicroseconds(-1).ToUniversalTime();
            return end;
        }
        if (!text.Contains('T', StringComparison.Ordinal) || !DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return Refusal.Invalid("indicators.as-of", "Se espera un día (2026-10-15) o un instante (2026-10-15T18:00:00-06:00).", "asOf");
        DateTimeOffset? at = instant.ToUniversalTime();
        return at;
    }

    public IQueryable<Figure> Running(IndicatorsDb db) => db.Figures.AsNoTracking().Where(x => x.Family == Indicator.Family && x.Level == Group.Level && x.Code == Group.Code);

    /// <summary>Of each period the last publication at or before the as-of.</summary>
    public IQueryable<Publication> Published(IndicatorsDb db) => LastAt(db, db.Publications.AsNoTracking().Where(x => x.Family == Indicator.Family && x.Level == Group.Level && x.Code == Group.Code), AsOf!.Value);

    public static IQueryable<Publication> LastAt(IndicatorsDb db, IQueryable<Publication> publications, DateTimeOffset asOf) => publications
        .Where(x => x.At <= asOf)
        .Where(x => !db.Publications.Any(y => y.Family == x.Family && y.Level == x.Level && y.Code == x.Code && y.Period == x.Period && y.Version > x.Version && y.At <= asOf));

    /// <summary>The same question under the code that the facility has now; null where the code is no predecessor's.</summary>
    public async Task<FigureQuery?> UnderCurrentCode(IndicatorsDb db, CancellationToken ct) =>
        Group.Level == Level.Facility && (await db.Resolve(FacilityCode.Stored(Group.Code), ct)).Value is var current && current != Group.Code
            ? this with { Group = Group.Facility(current) }
            : null;

    /// <summary>Why there is no publication: there was none, or it was lost with the log (<c>indicators.publications-lost</c>).</summary>
    public static async Task<Refusal> NothingPublished(IndicatorsDb db, DateTimeOffset asOf, CancellationToken ct) => await LostBefore(db, ct) is { } lost && asOf < lost
        ? Refusal.NotFound("indicators.publications-lost", "Lo publicado hasta esa fecha se perdió con el registro de este servicio y no se puede restaurar; las cifras vigentes sí se restauraron.", "asOf")
        : Refusal.NotFound("indicators.nothing-published", "A esa fecha no se había publicado esa cifra.", "asOf");

    /// <summary>When an emptied log was given the facts again by their owners, who have no publications to give.</summary>
    public static Task<DateTimeOffset?> LostBefore(IndicatorsDb db, CancellationToken ct) =>
        db.Fills.Where(x => x.Stream == Feed.Prescriptions.Name || x.Stream == Feed.SupplyOrders.Name).MaxAsync(x => x.FilledAt, ct);
}
