using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Facilities;

/// <summary>The latest versions of some facilities and who has which predecessor code; writes the next version of one. For use inside one transaction.</summary>
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
        return new(db, latest, predecessors);
    }

    public Facility? Latest(FacilityCode code) => latest.GetValueOrDefault(code.Value);

    /// <summary>All codes that the facility had before when it had these: theirs too.</summary>
    public Outcome<string[]> Predecessors(FacilityCode code, IEnumerable<FacilityCode> given)
    {
        var own = given.Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
        string[] all = [.. own.Concat(own.SelectMany(x => latest.GetValueOrDefault(x)?.Formerly ?? [])).Distinct().Order(StringComparer.Ordinal)];
        if (all.Contains(code.Value))
            return Refusal.Invalid("facility.own-predecessor", $"{code} no puede ser su propia clave anterior.", "predecessors");
        if (all.Length > MaxPredecessors)
            return Refusal.Invalid("facility.too-many-predecessors", $"Un establecimiento tiene a lo más {MaxPredecessors} claves anteriores.", "predecessors");
        foreach (var before in all)
            if (predecessors.GetValueOrDefault(before)?.Current is { } current && current != code.Value && !own.Contains(current))
                return Refusal.Conflict("catalog.predecessor-taken", $"{before} ya es la clave anterior de {current}.", "predecessors");
        return all;
    }

    /// <summary>Null, or <c>catalog.replaced-code</c>: the code belongs to the past of another facility.</summary>
    public Refusal? Replaced(FacilityCode code) => predecessors.GetValueOrDefault(code.Value) is { } past
        ? Refusal.Conflict("catalog.replaced-code", $"{code} es la clave anterior de {past.Current}; use esa.", "code")
        : null;

    /// <summary>Whether the facility is stored just like this.</summary>
    public bool Holds(FacilityCode code, Place place, string[] formerly) =>
        Latest(code) is { } stored && stored.Place == place && stored.Formerly.AsSpan().SequenceEqual(formerly);

    /// <summary>Writes and publishes the next version.</summary>
    /// <param name="formerly">As <see cref="Predecessors"/> gave them.</param>
    /// <param name="validFrom">By default a first version is valid since ever, a later one from the date at the facility.</param>
    public Facility Write(FacilityCode code, Place place, string[] formerly, DateOnly? validFrom)
    {
        var now = db.Origin.Clock.Now();
        var before = Latest(code);
        if (before is not null)
            before.Latest = false;
        var from = validFrom ?? (before is null ? Facility.SinceEver : Zones.DateAt(now, place.TimeZone));
        var facility = latest[code.Value] = Facility.Of(code, (before?.Version ?? 0) + 1, place, formerly, from, now);
        db.Facilities.Add(facility);
        foreach (var dropped in before?.Formerly.Except(formerly) ?? [])
            if (predecessors.Remove(dropped, out var row))
                db.Predecessors.Remove(row);
        foreach (var taken in formerly)
        {
            if (predecessors.TryGetValue(taken, out var row))
                row.Current = code.Value;
            else
                db.Predecessors.Add(predecessors[taken] = new Predecessor { Code = taken, Current = code.Value });
        }
        db.Enqueue(facility.ToFact());
        return facility;
    }
}
