using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Indicators.Features.Figures;

/// <summary>Which figure a request means, read from its parameters before the database is asked.</summary>
internal sealed record FigureQuery(Indicator Indicator, Group Group, DateTimeOffset? AsOf)
{
    /// <summary>
    /// Refuses with <c>indicators.no-such-indicator</c>, <c>indicators.level</c>, <c>indicators.code</c>, <c>indicators.as-of</c>,
    /// <c>state.unknown</c>, <c>facility.malformed</c>, <c>clave.malformed</c>.
    /// </summary>
    public static Outcome<FigureQuery> Read(string indicator, string? level, string? code, string? asOf)
    {
        if (Indicator.WithCode(indicator) is not { } known)
            return Refusals.NoSuchIndicator(indicator);
        if (LevelOf(known, level ?? "nation", "level").Refused(out var why, out var at) || GroupOf(at, code).Refused(out why, out var group)
            || Instant(asOf).Refused(out why, out var until))
            return why;
        return new FigureQuery(known, group, until);
    }

    public static Outcome<DimensionRule> LevelOf(Indicator indicator, string? level, string field) =>
        Dimensions.WithName(level) is { } known && indicator.HasFiguresOf(known.Dimension) ? known
            : Refusals.Level(Dimensions.All.Where(x => indicator.HasFiguresOf(x.Dimension)).Select(x => x.Name), field);

    // An indicator that nothing of the dimension counts for has no figures of it.
    private static Outcome<Group> GroupOf(DimensionRule level, string? code) =>
        level.ReadCode(code).Refused(out var why, out var read) ? why : new Group(level.Dimension, read);

    // A date means its end in the capital. Clients forget to escape the plus sign, which then arrives as a blank.
    private static Outcome<DateTimeOffset?> Instant(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default(DateTimeOffset?);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and <= 2200)
        {
            var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
            var capital = TimeZoneInfo.FindSystemTimeZoneById(Zones.Default);
            DateTimeOffset? end = new DateTimeOffset(midnight, capital.GetUtcOffset(midnight)).AddMicroseconds(-1).ToUniversalTime();
            return end;
        }
        if (!text.Contains('T', StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var instant))
            return Refusals.AsOf();
        DateTimeOffset? at = instant.ToUniversalTime();
        return at;
    }

    public IQueryable<Figure> Running(IndicatorsDb db) =>
        db.Figures.AsNoTracking().Where(x => x.Family == Indicator.Family && x.Level == Group.Level && x.Code == Group.Code);

    /// <summary>Of each period the last publication at or before the as-of.</summary>
    public IQueryable<Publication> Published(IndicatorsDb db) => LastAt(db,
        db.Publications.AsNoTracking().Where(x => x.Family == Indicator.Family && x.Level == Group.Level && x.Code == Group.Code),
            AsOf!.Value);

    public static IQueryable<Publication> LastAt(IndicatorsDb db, IQueryable<Publication> publications, DateTimeOffset asOf) => publications
        .Where(x => x.At <= asOf)
        .Where(x => !db.Publications.Any(y =>
            y.Family == x.Family && y.Level == x.Level && y.Code == x.Code && y.Period == x.Period && y.Version > x.Version
                && y.At <= asOf));

    /// <summary>The facilities of a group, by what they are on the last day of the figure's period.</summary>
    public static Expression<Func<T, bool>> Within<T>(Group group) where T : class, IFigure => group.Level switch
    {
        Dimension.State => x => x.State == group.Code,
        Dimension.UnitLevel => x => x.UnitLevel == group.Code,
        Dimension.UnitType => x => x.UnitType == group.Code,
        Dimension.Rural => x => x.Rural == group.Code,
        Dimension.Facility => x => x.Code == group.Code,
        _ => x => true,
    };

    /// <summary>The same question under the code under which the facility is counted now.</summary>
    public async Task<FigureQuery> UnderCurrentCode(IndicatorsDb db, CancellationToken ct) => Group.Level == Dimension.Facility
        && await db.FacilityCodes.AsNoTracking().Where(x => x.Stated == Group.Code).Select(x => x.Current)
            .SingleOrDefaultAsync(ct) is { } current
            ? this with { Group = Group.Facility(current) }
            : this;

    /// <summary>
    /// The publication of the period: under the code that was asked, which may be an old one, unless its documents were another
    /// code's by then.
    /// </summary>
    public async Task<Publication?> PublishedOf(IndicatorsDb db, string period, CancellationToken ct)
    {
        var own = await Published(db).SingleOrDefaultAsync(x => x.Period == period, ct);
        if (own is { Counts.IsZero: false })
            return own;
        var current = await UnderCurrentCode(db, ct);
        return current == this ? own : await current.Published(db).SingleOrDefaultAsync(x => x.Period == period, ct) ?? own;
    }

    /// <summary>Why there is no publication: there was none, or it was lost with the log (<c>indicators.publications-lost</c>).</summary>
    public static async Task<Refusal> NothingPublished(IndicatorsDb db, DateTimeOffset asOf, CancellationToken ct) =>
        await LostBefore(db, ct) is { } lost && asOf < lost ? Refusals.PublicationsLost() : Refusals.NothingPublished();

    /// <summary>When an emptied log was given the facts again by their owners, who have no publications to give.</summary>
    public static Task<DateTimeOffset?> LostBefore(IndicatorsDb db, CancellationToken ct) =>
        db.Fills.Where(x => x.Stream == Feed.Prescriptions.Name || x.Stream == Feed.SupplyOrders.Name).MaxAsync(x => x.FilledAt, ct);
}
