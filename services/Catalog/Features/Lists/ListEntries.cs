using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Lists;

/// <summary>What can be done with an entry of any list: funding sources, locations.</summary>
internal static class ListEntries
{
    public static async Task<Reply<Page<TView>>> List<TEntry, TView>(
        CatalogDb db, string? after, int? limit, Func<TEntry, TView> view, Func<TView, string> code, CancellationToken ct)
        where TEntry : ListEntry
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.Set<TEntry>().AsNoTracking();
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.Code.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.Code).Take(size + 1).ToListAsync(ct);
        return Pages.Of(found.ConvertAll(x => view(x)), size, code);
    }

    /// <summary>Creates the entry, or replaces the one that has its code in any spelling.</summary>
    /// <param name="list">Whose lock is taken, so that no two writers give the same name to two entries.</param>
    /// <param name="kind">What the audit calls an entry.</param>
    /// <param name="wanted">The entry of a code with what is its own; code, name and aliases are set here.</param>
    public static async Task<Reply<TView>> Put<TEntry, TView>(
        CatalogDb db, string list, string kind, Outcome<string> code, string? name, string?[]? aliases, IfMatch match,
        Func<string, Outcome<TEntry>> wanted, Func<TEntry, TView> view, CancellationToken ct) where TEntry : ListEntry
    {
        if (code.Refused(out var why, out var given))
            return why;
        if (Texts.LettersAndDigits(given).Length == 0)
            return Refusals.ListedCode();
        return await db.Write<Outcome<Created<TView>>>(async () =>
        {
            await db.LockByName(list, ct);
            var all = await db.Set<TEntry>().ToListAsync(ct);
            var names = new ListedNames([.. all.Select(x => x.Listed)]);
            if (ListedName.Read(names.CodeOf(given), name, aliases).Refused(out var refused, out var listed))
                return refused;
            if (wanted(listed.Code).Refused(out refused, out var entry))
                return refused;
            var stored = all.Find(x => x.Code == listed.Code);
            (entry.Name, entry.Aliases) = (listed.Name, MessageJson.Write(listed.Aliases));
            if (stored is not null && stored.SaysAs(entry))
                return new Created<TView>(view(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;
            if (names.Taken(listed) is { } taken)
                return taken;

            var isNew = stored is null;
            if (stored is null)
                db.Add(stored = entry);
            else
                stored.Take(entry);
            (stored.Version, stored.ChangedAt) = (stored.Version + 1, db.Origin.Clock.Now());
            db.Audit($"{kind}.published", stored.Code, $"version {stored.Version}");
            stored.Publish(db);
            return new Created<TView>(view(stored), Repeated: !isNew);
        }, ct);
    }
}
