using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>
/// Facts of a family that are in no figure: parked messages, and documents of the log that cannot be counted. Of what cannot be read
/// of them everything is possible.
/// </summary>
internal sealed class MissingFacts
{
    private const int Batch = 200;

    private static readonly MissingFacts none = new([], []);

    private readonly IReadOnlyCollection<Missing> all;
    private readonly ILookup<string, FacilityVersion> facilities;

    private MissingFacts(IReadOnlyCollection<Missing> all, IEnumerable<FacilityVersion> facilities) =>
        (this.all, this.facilities) = (all, facilities.ToLookup(x => x.Code));

    private sealed record Missing(string? Facility, string? State, DateOnly? Date, long Count);

    /// <summary>Those of one span of days, by place and day: a few rows where a person looks after what is parked.</summary>
    public static async Task<MissingFacts> Read(IndicatorsDb db, Family family, DateOnly from, DateOnly to, CancellationToken ct)
    {
        string[] kinds = [.. DocumentKind.TalliedIn(family), DocumentKind.Facility,
            .. family == Family.Orders ? [DocumentKind.Item] : Array.Empty<string>()];
        var parked = await db.ParkedFacts.Where(x => kinds.Contains(x.Kind))
            .Where(x => db.Parked.Any(y => y.MessageId == x.MessageId && y.Handler == x.Handler))
            .Where(x => x.LocalDate == null || (x.LocalDate >= from && x.LocalDate <= to))
            .GroupBy(x => new { x.Facility, x.State, x.LocalDate })
            .Select(x => new { x.Key.Facility, x.Key.State, x.Key.LocalDate, Count = x.Select(y => y.MessageId).Distinct().LongCount() })
            .ToListAsync(ct);
        var uncounted = await db.Uncounted.Where(x => kinds.Contains(x.Kind))
            .Join(db.Documents, x => new { x.Kind, Id = x.Item }, x => new { x.Kind, Id = x.DocumentId },
                (item, fact) => new { fact.Facility, fact.State, fact.LocalDate, item.ByDate })
            .Where(x => x.ByDate || (x.LocalDate >= from && x.LocalDate <= to))
            .GroupBy(x => new { x.Facility, x.State, x.LocalDate, x.ByDate })
            .Select(x => new { x.Key.Facility, x.Key.State, x.Key.LocalDate, x.Key.ByDate, Count = x.LongCount() })
            .ToListAsync(ct);
        if (parked.Count + uncounted.Count == 0)
            return none;
        string[] codes = [.. parked.Select(x => x.Facility).OfType<string>().Concat(uncounted.Select(x => x.Facility)).Distinct()];
        var current = await InParts(codes, some => db.FacilityCodes.AsNoTracking().Where(x => some.Contains(x.Stated)).ToListAsync(ct));
        var now = current.ToDictionary(x => x.Stated, x => x.Current);
        string[] present = [.. codes.Select(x => now.GetValueOrDefault(x, x)).Distinct()];
        var versions = await InParts(present, some =>
            db.FacilityVersions.AsNoTracking().Where(x => some.Contains(x.Code)).ToListAsync(ct));
        return new(
            [
                .. parked.Select(x => Of(x.Facility, x.State, x.LocalDate, x.Count)),
                .. uncounted.Select(x => Of(x.Facility, x.State, x.ByDate ? null : x.LocalDate, x.Count)),
            ],
            versions.Select(x => x.ToVersion()));

        Missing Of(string? facility, string? state, DateOnly? date, long count) =>
            facility is not null && now.GetValueOrDefault(facility) is { } code
                ? new(code, ReferenceLookup.StateOf(code, state ?? ""), date, count)
                : new(facility, state, date, count);
    }

    /// <summary>How many of them could belong to the figure.</summary>
    public long Of(Family family, Group group, Period period) =>
        all.Where(x => (x.Date is not { } date || (date >= period.From && date <= period.To)) && MayBe(family, group, x)).Sum(x => x.Count);

    /// <summary>Reads what an earlier version has parked, and forgets what is parked no longer.</summary>
    public static async Task NoteParked(IndicatorsDb db, CancellationToken ct)
    {
        var today = Refresh.Today(db.Origin.Clock);
        for (var found = Batch; found == Batch; db.ChangeTracker.Clear())
            found = await db.Write(async () =>
            {
                var some = await db.Parked.AsNoTracking()
                    .Where(x => !db.ParkedFacts.Any(y => y.MessageId == x.MessageId && y.Handler == x.Handler))
                    .OrderBy(x => x.MessageId).ThenBy(x => x.Handler).Take(Batch).ToListAsync(ct);
                db.ParkedFacts.AddRange(some.Select(x => ParkedFact.Of(x, today)));
                return some.Count;
            }, ct);
        var gone = db.ParkedFacts.Where(x => !db.Parked.Any(y => y.MessageId == x.MessageId && y.Handler == x.Handler));
        if (await gone.AnyAsync(ct))
            await db.Write(() => gone.ExecuteDeleteAsync(ct), ct);
    }

    private bool MayBe(Family family, Group group, Missing x)
    {
        var versions = x.Facility is null ? [] : facilities[x.Facility].ToList();
        if (family == Family.Hospital && versions.Count > 0 && !versions.Exists(y => y.Kind == FacilityKind.Hospital))
            return false;
        return group.Level switch
        {
            _ when group.Level.Rule().WholeNationOnly => true,
            Dimension.Nation => true,
            Dimension.State => x.State is null || x.State == group.Code,
            Dimension.Facility when x.Facility is null => x.State is null || x.State == ReferenceLookup.StateOf(group.Code, x.State),
            Dimension.Facility => x.Facility == group.Code,
            _ => versions.Count == 0 || versions.Exists(group.Has),
        };
    }

    private static async Task<List<T>> InParts<T>(string[] codes, Func<string[], Task<List<T>>> read)
    {
        var rows = new List<T>();
        foreach (var some in codes.Chunk(Batch))
            rows.AddRange(await read(some));
        return rows;
    }
}
