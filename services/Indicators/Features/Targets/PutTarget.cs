using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Targets;

public static class PutTarget
{
    /// <param name="Value">Per cent, 0 to 100, 2 decimals.</param>
    /// <param name="Source">The document that sets it.</param>
    public sealed record Request(decimal? Value = null, string? Source = null);

    [EndpointSummary("Sets what an indicator shall reach in a year; a replacement names the version it replaces in If-Match.")]
    public static async Task<Reply<TargetView>> Handle(string indicator, int year, Body<Request> body, IfMatch match, IndicatorsDb db,
        TimeProvider clock, CancellationToken ct)
    {
        if (Indicator.WithCode(indicator) is not { } known)
            return Refusals.NoSuchIndicator(indicator);
        if (year is < 2000 or > 2100)
            return Refusals.TargetYear();
        if (body.Value.Value is not { } value || value is < 0 or > 100 || decimal.Round(value, 2) != value)
            return Refusals.TargetValue();
        if (Texts.Line(body.Value.Source) is not { Length: >= 1 and <= 400 } source)
            return Refusals.TargetSource();
        return await db.Write<Outcome<Created<TargetView>>>(async () =>
        {
            var stored = await db.Targets.SingleOrDefaultAsync(x => x.Indicator == known.Code && x.Year == year, ct);
            if (stored is not null && (stored.Value, stored.Source) == (value, source))
                return new Created<TargetView>(TargetView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;
            var created = stored is null;
            if (stored is null)
                db.Targets.Add(stored = new TargetRow { Indicator = known.Code, Year = year });
            (stored.Value, stored.Source, stored.Version, stored.ChangedAt) = (value, source, stored.Version + 1, clock.Now());
            db.Audit("target.set", $"{known.Code} {year}", $"{value} ({source}), version {stored.Version}");
            return new Created<TargetView>(TargetView.Of(stored), Repeated: !created);
        }, ct);
    }
}
