using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Facilities;

/// <summary>
/// The latest versions of some facilities and who has which predecessor code; writes the next version of one. For use inside one
/// transaction.
/// </summary>
public sealed class FacilityBook
{
    /// <summary>More codes than any establishment has had.</summary>
    public const int MaxPredecessors = 40;

    private readonly CatalogDb db;
    private readonly Dictionary<string, Facility> latest;
    private readonly Dictionary<string, Predecessor> predecessors;

    private FacilityBook(CatalogDb db, Dictionary<string, Facility> latest, Dictionary<string, Predecessor> predecessors) =>
        (this.db, this.latest, this.predecessors) = (db, latest, predecessors);

    /// <param name="codes">The facilities that may change, and the codes that they may take over.</param>
    public static async Task<FacilityBook> Open(CatalogDb db, IEnumerable<FacilityCode> codes, CancellationToken ct)
    {
        var wanted = codes.Select(x => x.Value).Distinct().ToArray();
        var latest = await db.Facilities.Where(x => x.Latest && wanted.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
        string[] related = [.. wanted.Concat(latest.Values.SelectMany(x => x.Formerly)).Distinct()];
        var predecessors = await db.Predecessors.Where(x => related.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
        string[] further = [.. related.Except(wanted)];
        foreach (var before in await db.Facilities.Where(x => x.Latest && further.Contains(x.Code)).ToListAsync(ct))
            latest.Add(before.Code, before);
        return new(db, latest, predecessors);
    }

    /// <summary>Closes the facilities whose codes were taken over before that was done by itself.</summary>
    public static async Task CloseReplaced(CatalogDb db, CancellationToken ct)
    {
        while (await db.Write(Some, ct) > 0)
            db.ChangeTracker.Clear();

        async Task<int> Some()
        {
            var open = await db.Facilities.Where(x => x.Latest && x.ReplacedBy == null)
                .Join(db.Predecessors, x => x.Code, x => x.Code, (facility, past) => new { Facility = facility, past.Current })
                .OrderBy(x => x.Facility.Code).Take(100).ToListAsync(ct);
            var now = db.Origin.Clock.Now();
            foreach (var one in open)
            {
                one.Facility.Latest = false;
                var next = one.Facility.Replaced(one.Current, Zones.DateAt(now, one.Facility.TimeZone), now);
                db.Facilities.Add(next);
                db.Enqueue(next.ToFact());
                db.Audit("facility.replaced", next.Code, $"by {one.Current}");
            }
            return open.Count;
        }
    }

    public Facility? Latest(FacilityCode code) => latest.GetValueOrDefault(code.Value);

    /// <summary>All codes that the facility had before when it had these: theirs too.</summary>
    public Outcome<string[]> Predecessors(FacilityCode code, IEnumerable<FacilityCode> given)
    {
        var own = given.Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
        string[] all = [.. own.Concat(own.SelectMany(x => latest.GetValueOrDefault(x)?.Formerly ?? [])).Distinct()
            .Order(StringComparer.Ordinal)];
        if (all.Contains(code.Value))
            return Refusals.OwnPredecessor(code);
        if (all.Length > MaxPredecessors)
            return Refusals.TooManyPredecessors();
        foreach (var before in all)
            if (predecessors.GetValueOrDefault(before)?.Current is { } current && current != code.Value && !own.Contains(current))
                return Refusals.PredecessorTaken(before, current);
        return all;
    }

    /// <summary>
    /// The codes that the facility takes over with these and that look like another's, with the reason. Not those that it has already,
    /// nor the past of one that it takes over: those were looked at when they were taken.
    /// </summary>
    public IEnumerable<(FacilityCode Code, Refusal Why)> Doubtful(FacilityCode code, string kind, IReadOnlyCollection<FacilityCode> given)
    {
        var had = Latest(code)?.Formerly ?? [];
        var own = given.Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var before in given)
            if (!had.Contains(before.Value)
                && !(predecessors.GetValueOrDefault(before.Value)?.Current is { } current && own.Contains(current))
                && Succession.WhyNot(code, kind, before, Latest(before)?.Kind) is { } why)
                yield return (before, why);
    }

    /// <summary>Null, or <c>catalog.replaced-code</c>: the code belongs to the past of another facility.</summary>
    public Refusal? Replaced(FacilityCode code) => predecessors.GetValueOrDefault(code.Value) is { } past
        ? Refusals.ReplacedCode(code, past.Current)
        : null;

    /// <summary>Whether the facility is stored just like this.</summary>
    public bool Holds(FacilityCode code, FacilityContent content, string[] formerly) =>
        Latest(code) is { } stored && stored.Content == content && stored.Formerly.AsSpan().SequenceEqual(formerly);

    /// <summary>
    /// Writes and publishes the next version. A facility of a code that is taken over is closed from the day of the change on,
    /// and one whose code is given back is as it was before the change.
    /// </summary>
    /// <param name="formerly">As <see cref="Predecessors"/> gave them.</param>
    /// <param name="validFrom">By default a first version is valid since ever, a later one from the date at the facility.</param>
    public Facility Write(FacilityCode code, FacilityContent content, string[] formerly, DateOnly? validFrom)
    {
        var now = db.Origin.Clock.Now();
        var (before, today) = (Latest(code), Zones.DateAt(now, content.TimeZone));
        var from = validFrom ?? (before is null ? Facility.SinceEver : today);
        var facility = Add(Facility.Of(code, (before?.Version ?? 0) + 1, content, formerly, from, now));
        var had = before?.Formerly ?? [];
        foreach (var taken in formerly)
        {
            Own(taken, code.Value);
            if (latest.GetValueOrDefault(taken) is { } replaced && replaced.ReplacedBy != code.Value)
                Add(replaced.Replaced(code.Value, from == Facility.SinceEver ? today : from, now));
        }
        GiveBack([.. had.Except(formerly)], code.Value, now);
        return facility;
    }

    // A code that another given-back one had before stays replaced: by that one.
    private void GiveBack(string[] codes, string by, DateTimeOffset now)
    {
        foreach (var code in codes)
        {
            if (codes.FirstOrDefault(x => x != code && latest.GetValueOrDefault(x)?.Formerly.Contains(code) == true) is { } owner)
            {
                Own(code, owner);
                if (latest.GetValueOrDefault(code) is { } still && still.ReplacedBy == by)
                    Add(still.Replaced(owner, still.ValidFrom, now));
            }
            else
            {
                if (predecessors.Remove(code, out var row))
                    db.Predecessors.Remove(row);
                if (latest.GetValueOrDefault(code) is { ReplacedBy: not null } own)
                    Add(own.Restored([.. own.Formerly.Where(
                        x => codes.Contains(x) || predecessors.GetValueOrDefault(x)?.Current == code)], now));
            }
        }
    }

    private void Own(string code, string current)
    {
        if (predecessors.TryGetValue(code, out var row))
            row.Current = current;
        else
            db.Predecessors.Add(predecessors[code] = new Predecessor { Code = code, Current = current });
    }

    private Facility Add(Facility next)
    {
        if (latest.GetValueOrDefault(next.Code) is { } before)
            before.Latest = false;
        db.Facilities.Add(latest[next.Code] = next);
        db.Enqueue(next.ToFact());
        return next;
    }
}
