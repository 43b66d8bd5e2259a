using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;

namespace Supply.Platform.Reference;

/// <summary>The buyers of the local copy of the catalogue, a few dozen, by code or by any spelling of their name or aliases.</summary>
public sealed class BuyerDirectory
{
    private readonly Dictionary<string, KnownBuyer> byName = new(StringComparer.Ordinal);

    private BuyerDirectory()
    {
    }

    /// <summary>Where two share a spelling, the code wins over the name and the name over an alias.</summary>
    public static async Task<BuyerDirectory> Load(ReferenceDb db, CancellationToken ct)
    {
        var all = await db.Buyers.AsNoTracking().OrderBy(x => x.Code).ToListAsync(ct);
        var directory = new BuyerDirectory();
        foreach (
            var names in (
                Func<KnownBuyer, IEnumerable<string>>[])[x =>
                [x.Code], x => [x.Name], x => x.Aliases.Length == 0 ? [] : MessageJson.Read<string[]>(x.Aliases)])
            foreach (var buyer in all)
                foreach (var name in names(buyer))
                    directory.byName.TryAdd(Texts.Fold(name), buyer);
        return directory;
    }

    public KnownBuyer? Find(string? name) => byName.GetValueOrDefault(Texts.Fold(name));
}
