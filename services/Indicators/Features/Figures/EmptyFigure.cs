using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Figures that no fact has touched: not available, with how many would have had to report.</summary>
internal sealed class EmptyFigure(IndicatorsDb db, FigureQuery asked, DateOnly today)
{
    private const int Batch = 200;

    /// <returns><c>indicators.no-such-facility</c>, <c>indicators.no-such-unit-type</c>, or null: there can be figures of it.</returns>
    public async Task<Refusal?> Unknown(CancellationToken ct)
    {
        var (level, code) = asked.Group;
        if (level.Rule().WholeNationOnly)
            return await UnknownPart(level, code, ct);
        if (level is not (Dimension.Facility or Dimension.UnitType) || await Facilities().AnyAsync(ct))
            return null;
        return level == Dimension.UnitType ? Refusals.NoSuchUnitType(code)
            : await asked.Running(db).AnyAsync(ct)
                || await db.Incoming.AnyAsync(x => x.Kind == DocumentKind.Facility && x.DocumentId == code, ct) ? null
            : Refusals.NoSuchFacility(code);
    }

    private async Task<Refusal?> UnknownPart(Dimension level, string code, CancellationToken ct) =>
        level == Dimension.ProductClass || await db.Figures.AnyAsync(x => x.Level == level && x.Code == code, ct) ? null
        : level == Dimension.Supplier ? Refusals.NoSuchSupplier(code)
        : await db.Products.AnyAsync(x => x.Clave == code, ct) ? null : Refusals.NoSuchClave(code);

    /// <summary>One for each of the periods, in one reading of the facilities of the group, some at a time.</summary>
    public async Task<IReadOnlyDictionary<Period, FigureView>> Of(IReadOnlyCollection<Period> periods, CancellationToken ct)
    {
        var expected = periods.ToDictionary(x => x, _ => (Facilities: 0, Days: 0));
        var kinds = new Dictionary<Period, string>();
        var begun = periods.Where(x => x.From <= today).ToList(); // nobody has to report in a period to come
        await foreach (var place in asked.Group.Level.Rule().WholeNationOnly ? AsyncEnumerable.Empty<FacilityHistory>() : Histories(ct))
        {
            foreach (var period in begun)
            {
                var (isExpected, days) = place.Expected(asked.Indicator.Family, asked.Group, period, today);
                var so = expected[period];
                expected[period] = (so.Facilities + (isExpected ? 1 : 0), so.Days + days);
            }
            if (asked.Group.Level == Dimension.Facility)
                foreach (var period in periods)
                    kinds[period] = place.On(period.To < today ? period.To : today).Kind;
        }
        return periods.ToDictionary(x => x, x => View(x, expected[x].Facilities, expected[x].Days, kinds.GetValueOrDefault(x)));
    }

    private FigureView View(Period period, int facilities, int days, string? kind)
    {
        var (family, group) = (asked.Indicator.Family, asked.Group);
        return FigureView.Of(asked.Indicator, new Figure
        {
            Family = family, Level = group.Level, Code = group.Code, Period = period.Text, Grain = period.Grain, EndsOn = period.To,
                Kind = kind,
            Expected = facilities, ExpectedDays = days, StatesExpected = StateCoverage.Of(family, group, Counts.Zero, () => 0).Expected,
        }) with { AsOf = null, ComputedAt = null };
    }

    private IQueryable<FacilityVersionRow> Facilities()
    {
        var (level, code) = asked.Group;
        var careLevel = level == Dimension.UnitLevel ? int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var versions = Refresh.InUse(db).AsNoTracking();
        return level switch
        {
            Dimension.Facility => versions.Where(x => x.Code == code),
            Dimension.State => versions.Where(x => x.State == code),
            Dimension.UnitType => versions.Where(x => x.UnitType == code),
            Dimension.UnitLevel => versions.Where(x => x.CareLevel == careLevel),
            Dimension.Rural => versions.Where(x => x.Rural == (code == "rural")),
            _ => versions,
        };
    }

    private async IAsyncEnumerable<FacilityHistory> Histories([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var from = after;
            var codes = await Facilities().Where(x => string.Compare(x.Code, from) > 0).Select(x => x.Code).Distinct().OrderBy(x => x)
                .Take(Batch).ToListAsync(ct);
            var versions = await db.FacilityVersions.AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct);
            foreach (var place in versions.GroupBy(x => x.Code, StringComparer.Ordinal))
                yield return new FacilityHistory(place.Select(x => x.ToVersion()));
            if (codes.Count < Batch)
                yield break;
            after = codes[^1];
        }
    }
}
