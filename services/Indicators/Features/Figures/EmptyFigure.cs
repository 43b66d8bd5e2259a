using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>A figure that no fact has touched: not available, with how many would have had to report.</summary>
internal sealed class EmptyFigure(FigureQuery asked, Places places, DateOnly today)
{
    /// <summary>Refuses with <c>indicators.no-such-facility</c> or <c>indicators.no-such-unit-type</c>.</summary>
    public static async Task<Outcome<EmptyFigure>> Read(IndicatorsDb db, FigureQuery asked, DateOnly today, CancellationToken ct)
    {
        var (level, code) = asked.Group;
        var versions = await db.PlaceVersions.AsNoTracking()
            .Where(x => (level != Level.Facility || x.Code == code) && (level != Level.State || x.State == code) && (level != Level.UnitType || x.UnitType == code))
            .ToListAsync(ct);
        if (versions.Count == 0 && level == Level.Facility && !await asked.Running(db).AnyAsync(ct))
            return Refusal.NotFound("indicators.no-such-facility", $"El catálogo no conoce el establecimiento {code}.", "code");
        if (versions.Count == 0 && level == Level.UnitType)
            return Refusal.NotFound("indicators.no-such-unit-type", $"Ningún establecimiento es de la tipología «{Codes.Show(code)}».", "code");
        return new EmptyFigure(asked, new Places(versions.Select(x => x.ToPlace())), today);
    }

    public FigureView Of(Period period)
    {
        var (family, group) = (asked.Indicator.Family, asked.Group);
        var (facilities, days) = places.Expected(family, group, period, today);
        var states = StateCoverage.Of(family, group, Counts.Zero, () => 0);
        return FigureView.Of(asked.Indicator, new Figure
        {
            Family = family, Level = group.Level, Code = group.Code, Period = period.Text, Grain = period.Grain, EndsOn = period.To,
            Kind = group.Level == Level.Facility ? places[group.Code]?.On(period.To < today ? period.To : today).Kind : null,
            Expected = facilities, ExpectedDays = days, StatesExpected = states.Expected,
        }) with { AsOf = null, ComputedAt = null };
    }
}
