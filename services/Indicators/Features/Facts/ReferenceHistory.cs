using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>Facilities and product classes through the log, read once; for jobs that look at many positions.</summary>
internal sealed class ReferenceHistory
{
    private const int Batch = 500;
    private const int MostKept = 8;

    private readonly List<(long Sequence, FacilityVersion Version)> places = [];
    private readonly List<(long Sequence, string Clave, ProductClass Class)> classes = [];
    private readonly List<(long Sequence, string Stated, string Current)> codes = [];
    private readonly Dictionary<(int Places, int Classes, int Codes), ReferenceAt> made = [];

    public static async Task<ReferenceHistory> Read(IndicatorsDb db, CancellationToken ct)
    {
        var history = new ReferenceHistory();
        string[] kinds = [DocumentKind.Facility, DocumentKind.Item, DocumentKind.Code];
        for (var after = 0L; ;)
        {
            var from = after;
            var rows = await db.Log.AsNoTracking().Where(x => kinds.Contains(x.Kind) && x.Sequence > from).OrderBy(x => x.Sequence)
                .Take(Batch).ToListAsync(ct);
            rows.ForEach(history.Add);
            if (rows.Count < Batch)
                return history;
            after = rows[^1].Sequence;
        }
    }

    /// <summary>What was known then. Positions between which nothing came have the same object.</summary>
    public ReferenceAt At(long position)
    {
        var key = (places.Count(x => x.Sequence <= position), classes.Count(x => x.Sequence <= position),
            codes.Count(x => x.Sequence <= position));
        if (made.TryGetValue(key, out var known))
            return known;
        if (made.Count == MostKept)
            made.Clear();
        var byClave = new Dictionary<string, ProductClass>(StringComparer.Ordinal);
        foreach (var (_, clave, given) in classes.Take(key.Item2))
            byClave[clave] = given;
        var byCode = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, stated, current) in codes.Take(key.Item3))
            byCode[stated] = current;
        var inUse = places.Take(key.Item1).Select(x => x.Version).Where(x => byCode.GetValueOrDefault(x.Code, x.Code) == x.Code);
        return made[key] = new(new FacilityDirectory(inUse), byClave, byCode);
    }

    private void Add(FactLogRow row)
    {
        if (row.Kind == DocumentKind.Facility)
            places.Add((row.Sequence, RecordFacility.RowOf(MessageJson.Read<FacilityPublished>(row.Body)).ToVersion()));
        else if (row.Kind == DocumentKind.Code)
            codes.Add((row.Sequence, row.DocumentId, row.Facility));
        else
            classes.Add((row.Sequence, row.DocumentId, RecordProduct.ClassOf(MessageJson.Read<ItemPublished>(row.Body))));
    }
}
