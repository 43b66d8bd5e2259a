using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Dispensing.Features.Feeds;

public sealed class ReplayDailyReports(DispensingDb db) : IFeed
{
    private const int Rows = 500;

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var at = key.Length == 0 ? ["", "0001-01-01"] : ResumeKeyException.Parts(key, 2);
        if (!DateOnly.TryParseExact(at[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw new ResumeKeyException(key);
        var facility = at[0];
        var rows = await db.DailyReports.AsNoTracking()
            .Where(x => x.StatedFacility.CompareTo(facility) >= 0 && (x.StatedFacility != facility || x.Date > date))
            .OrderBy(x => x.StatedFacility).ThenBy(x => x.Date).Take(Rows).ToListAsync(ct);
        return [.. rows.Select(x => (Row: x, Key: $"{x.StatedFacility}|{x.Date.ToString("O", CultureInfo.InvariantCulture)}"))
            .Select(x => StreamedFact.Of(x.Row.ToFact(), x.Key, x.Key))];
    }
}
