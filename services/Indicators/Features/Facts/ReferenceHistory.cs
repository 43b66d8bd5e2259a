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

    private readonly List<(long Sequence, PlaceVersion Version)> places = [];
    private readonly List<(long Sequence, string Clave, ProductClass Class)> classes = [];
    private readonly Dictionary<(int Places, int Classes), ReferenceAt> made = [];

    public static async Task<ReferenceHistory> Read(IndicatorsDb db, CancellationToken ct)
    {
        var history = new ReferenceHistory();
        string[] kinds = [FactKind.Facility, FactKind.Item];
        for (var after = 0L; ;)
        {
            var from = after;
            var rows = await db.Log.AsNoTracking().Where(x => kinds.Contains(x.Kind) && x.Sequence > from).OrderBy(x => x.Sequence).Take(Batch).ToListAsync(ct);
            rows.ForEach(history.Add);
            if (rows.Count < Batch)
                return history;
            after = rows[^1].Sequence;
        }
    }

    /// <summary>What was known then. Positions between which nothing came have the same object.</summary>
    public ReferenceAt At(long position)
    {
        var key = (places.Count(x => x.Sequence <= position), classes.Count(x => x.Sequence <= position));
        if (made.TryGetValue(key, out var known))
            return known;
        if (made.Count == MostKept)
            made.Clear();
        var byClave = new Dictionary<string, ProductClass>(StringComparer.Ordinal);
        foreach (var (_, clave, given) in classes.Take(key.Item2))
            byClave[clave] = given;
        return made[key] = new(new Places(places.Take(key.Item1).Select(x => x.Version)), byClave);
    }

    private void Add(FactLogRow row)
    {
        if (row.Kind == FactKind.Facility)
            places.Add((row.Sequence, RecordPlace.RowOf(MessageJson.Read<FacilityPublished>(row.Body)).ToPlace()));
        else
            classes.Add((row.Sequence, row.DocumentId, RecordProduct.ClassOf(MessageJson.Read<ItemPublished>(row.Body))));
    }
}

/// <summary>Facilities and product classes as they were known at a position of the log.</summary>
internal sealed class ReferenceAt(Places places, IReadOnlyDictionary<string, ProductClass> classes)
{
    public Places Places => places;

    public Judgement Judge(FactLogRow row, out Exception? failure) => LogReader.Judge(row, places[row.Facility]?.On(row.LocalDate), ClassOf, out failure);

    private ProductClass ClassOf(string clave) => classes.TryGetValue(clave, out var given) ? given : Facts.ClassOf(clave);
}
