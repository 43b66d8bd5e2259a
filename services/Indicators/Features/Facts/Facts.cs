using Microsoft.EntityFrameworkCore;
using Supply.Contracts;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>How facts get into the log and into the tallies; all in the transaction of the message that brings them.</summary>
internal static class Facts
{
    /// <summary>The entity that the facility's code names; a code of no known form keeps what the document says.</summary>
    public static string StateOf(string facility, string otherwise) => FacilityCode.Parse(facility).Refused(out _, out var code) ? otherwise : code.State.Code;

    /// <summary>Asked under the log's lock, so that of two versions that arrive at once the later one to write sees the other.</summary>
    /// <returns>The code under which the document is to be counted; null where this version or a later one was recorded before.</returns>
    public static async Task<string?> NewVersionOf(this IndicatorsDb db, string kind, string id, int version, string facility, CancellationToken ct)
    {
        await db.Alone(ct);
        var known = await db.LogHeads.Select(_ => new
        {
            Recorded = db.Documents.Any(x => x.Kind == kind && x.DocumentId == id && x.Version >= version),
            Current = db.FacilityCodes.Where(x => x.Stated == facility).Select(x => x.Current).FirstOrDefault(),
        }).SingleAsync(ct);
        return known.Recorded ? null : known.Current ?? facility;
    }

    /// <summary>Nobody else writes facts until this transaction ends.</summary>
    public static Task Alone(this IndicatorsDb db, CancellationToken ct) => db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last), ct);

    /// <summary>The same; returns the log's last sequence.</summary>
    public static async Task<long> LockLog(this IndicatorsDb db, CancellationToken ct)
    {
        await db.Alone(ct);
        return await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
    }

    /// <summary>Takes the next sequence; because the row stays locked to the end of the transaction, sequences become visible in their order.</summary>
    public static async Task Append<T>(this IndicatorsDb db, string kind, string id, string facility, string state, T fact, CancellationToken ct) where T : IFact
    {
        var now = db.Origin.Clock.Now();
        await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last + 1)
            .SetProperty(head => head.BehindSince, head => head.BehindSince ?? now), ct);
        db.Log.Add(new FactLogRow
        {
            Sequence = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct), Kind = kind, DocumentId = id, Version = fact.Version,
            RecordedAt = fact.RecordedAt, Facility = facility, State = state, LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
    }

    /// <summary>Puts the document in its place: the tallies change by what it adds now less what it added before.</summary>
    public static async Task Apply(this IndicatorsDb db, string kind, string id, int version, string stated, string facility, string state, DateOnly date, Judgement judged,
        CancellationToken ct)
    {
        var family = kind == FactKind.Order ? Family.Orders : Family.Prescriptions;
        var fact = await db.Documents.SingleOrDefaultAsync(x => x.Kind == kind && x.DocumentId == id, ct);
        if (fact is null)
            db.Documents.Add(fact = new DocumentFact { Kind = kind, DocumentId = id });
        else
            await db.Tally(family, fact.Facility, fact.State, fact.LocalDate, Counts.Zero.Minus(fact.Counts), ct);
        await db.Tally(family, facility, state, date, judged.Counts, ct);
        (fact.Version, fact.StatedFacility, fact.Facility, fact.State, fact.LocalDate) = (version, stated, facility, state, date);
        (fact.Outcome, fact.Counts) = (judged.Outcome, judged.Counts);
    }

    /// <summary>Judges a document of the log again, as one of this facility.</summary>
    public static async Task JudgeFromLog(this IndicatorsDb db, FactLogRow row, string facility, CancellationToken ct)
    {
        var classOf = row.Kind == FactKind.Order
            ? await db.Classes(await db.OrderClaves.Where(x => x.DocumentId == row.DocumentId).Select(x => x.Clave).ToListAsync(ct), ct)
            : ClassOf;
        var judged = LogReader.Judge(row, await db.Place(facility, row.LocalDate, ct), classOf, out var failure);
        await db.Apply(row.Kind, row.DocumentId, row.Version, row.Facility, facility, StateOf(facility, row.State), row.LocalDate, judged, ct);
        if (failure is not null)
            await db.SetAside(row.Kind, row.DocumentId, row.Version, byDate: false, failure.Message, ct);
        else if (await db.Uncounted.FindAsync([row.Kind, row.DocumentId], ct) is { ByDate: false } before)
            db.Uncounted.Remove(before);
    }

    public static async Task<PlaceVersion?> Place(this IndicatorsDb db, string code, DateOnly on, CancellationToken ct)
    {
        var versions = await db.PlaceVersions.AsNoTracking().Where(x => x.Code == code).ToListAsync(ct);
        return versions.Count == 0 ? null : new Place(versions.Select(x => x.ToPlace())).On(on);
    }

    public static async Task<Func<string, ProductClass>> Classes(this IndicatorsDb db, IEnumerable<string> claves, CancellationToken ct)
    {
        var asked = claves.Distinct().ToArray();
        var known = await db.Products.AsNoTracking().Where(x => asked.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, x => x.Class, ct);
        return clave => known.TryGetValue(clave, out var given) ? given : ClassOf(clave);
    }

    /// <summary>By the leading group, where the catalogue says nothing else.</summary>
    public static ProductClass ClassOf(string clave) => Clave.Parse(clave).Refused(out _, out var parsed) ? ProductClass.Other : ProductClasses.Of(parsed);

    /// <summary>Reference data has changed; the next run judges again what depends on it.</summary>
    public static async Task Pend(this IndicatorsDb db, string kind, string code, CancellationToken ct)
    {
        var pending = await db.Pending.SingleOrDefaultAsync(x => x.Kind == kind && x.Code == code, ct);
        if (pending is null)
            db.Pending.Add(pending = new PendingReference { Kind = kind, Code = code });
        pending.After = "";
        pending.Changes++;
    }

    /// <exception cref="ImpossibleFactException">The document cannot be judged, now or ever.</exception>
    public static void Require(string? whyNot)
    {
        if (whyNot is not null)
            throw new ImpossibleFactException(whyNot);
    }

    /// <summary>Notes a fact, a day or a figure that cannot be counted, in the present transaction.</summary>
    public static async Task SetAside(this IndicatorsDb db, string kind, string item, int version, bool byDate, string reason, CancellationToken ct)
    {
        if (await db.Uncounted.FindAsync([kind, item], ct) is not { } row)
            db.Uncounted.Add(row = new UncountedItem { Kind = kind, Item = item, Reason = "" });
        (row.Version, row.ByDate, row.At) = (version, byDate, db.Origin.Clock.Now());
        row.Reason = reason.Length > 500 ? reason[..500] : reason;
    }

    private static async Task Tally(this IndicatorsDb db, Family family, string facility, string state, DateOnly date, Counts difference, CancellationToken ct)
    {
        if (await db.FacilityDays.FindAsync([family, facility, date], ct) is not { } day)
            db.FacilityDays.Add(day = new FacilityDay { Family = family, Facility = facility, Date = date, State = state });
        day.Counts = day.Counts.Plus(difference);
        day.Changes++;
        // Written even where it was read as true: the job may be clearing it.
        var entry = db.Entry(day);
        entry.Property(x => x.Dirty).CurrentValue = true;
        if (entry.State != EntityState.Added)
            entry.Property(x => x.Dirty).IsModified = true;
    }
}
