using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Platform.Http;

namespace Supply.Platform.Operations;

/// <summary>Items that jobs have set aside.</summary>
public static class SetAsideOperations
{
    /// <param name="Times">In how many runs it failed.</param>
    public sealed record SetAsideView(string Service, string Job, string Item, string Error, DateTimeOffset FirstAt, DateTimeOffset LastAt,
        long Times);

    internal static async Task<Reply<Page<SetAsideView>>> ListSetAside<TDb>(TDb db, string? job, string? after, int? limit,
        CancellationToken ct)
        where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.SetAside.AsNoTracking().Where(x => job == null || x.Job == job);
        if (after is not null)
        {
            if (after.Split('_', 2) is not [var of, var item])
                return Refusal.Invalid("request.after", "Ese cursor no salió de esta lista.", "after");
            rows = rows.Where(x => x.Job.CompareTo(of) >= 0 && (x.Job != of || x.Item.CompareTo(item) > 0));
        }
        var page = await rows.OrderBy(x => x.Job).ThenBy(x => x.Item).Take(size + 1)
            .Select(x => new SetAsideView(db.Service, x.Job, x.Item, x.Error, x.FirstAt, x.LastAt, x.Times)).ToListAsync(ct);
        return Pages.Of(page, size, x => $"{x.Job}_{x.Item}");
    }

    public sealed record SetAsideDiscarded(string Job, string Item);

    internal static async Task<Reply<SetAsideDiscarded>> DiscardSetAside<TDb>(string name, string item, TDb db, CancellationToken ct)
        where TDb : SupplyDb => await db.Write<Outcome<SetAsideDiscarded>>(async () =>
    {
        if (await db.SetAside.SingleOrDefaultAsync(x => x.Job == name && x.Item == item, ct) is not { } row)
            return Refusal.NotFound("ops.no-such-item", "Esa tarea no tiene apartado ese elemento.", "item");
        db.SetAside.Remove(row);
        db.Audit("item.discarded", item, name);
        return new SetAsideDiscarded(name, item);
    }, ct);
}
