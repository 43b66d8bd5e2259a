using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>The facts as they stood at a position of the log, reference data included.</summary>
internal sealed class LogReader(IndicatorsDb db, long position)
{
    private const int Batch = 500;

    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FacilityHistory?> places = new(StringComparer.Ordinal);
    private Dictionary<string, ProductClass>? classes;

    /// <summary>Every version of the documents of the kind and date, in order; no read stays open while they are worked on.</summary>
    public static async IAsyncEnumerable<LoggedVersion> Versions(IndicatorsDb db, string kind, DateOnly date,
        [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0L; ;)
        {
            var from = after;
            var some = await db.Log.AsNoTracking().Where(x => x.Kind == kind && x.LocalDate == date && x.Sequence > from)
                .OrderBy(x => x.Sequence).Take(Batch)
                .Select(x => new
                {
                    Row = x,
                    SupersededAt = db.Log.Where(y => y.Kind == x.Kind && y.DocumentId == x.DocumentId && y.Version > x.Version)
                        .Min(y => (long?)y.Sequence),
                }).ToListAsync(ct);
            foreach (var x in some)
                yield return new(x.Row, x.SupersededAt);
            if (some.Count < Batch)
                yield break;
            after = some[^1].Row.Sequence;
        }
    }

    /// <summary>The newest version, at the position, of each document of the kind that has its date in the period.</summary>
    public IQueryable<FactLogRow> Latest(string kind, Period period) => db.Log.AsNoTracking()
        .Where(x => x.Kind == kind && x.LocalDate >= period.From && x.LocalDate <= period.To && x.Sequence <= position)
        .Where(x => !db.Log.Any(y => y.Kind == x.Kind && y.DocumentId == x.DocumentId && y.Version > x.Version && y.Sequence <= position));

    /// <summary>The documents that make the tallies of a facility's day: prescriptions and statements, or orders.</summary>
    public async IAsyncEnumerable<(FactLogRow Row, Judgement Judged)> Day(Family family, DateOnly day, string facility,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var kind in DocumentKind.TalliedIn(family))
            await foreach (var row in Rows(await OfGroup(Latest(kind, Period.Of(Grain.Day, day)), Group.Facility(facility), ct), ct))
                yield return (row, await Judge(row, ct));
    }

    public async Task<Judgement> Judge(FactLogRow row, CancellationToken ct)
    {
        if (classes is null)
        {
            classes = new(StringComparer.Ordinal);
            await foreach (var item in Rows(db.Log.Where(x => x.Kind == DocumentKind.Item && x.Sequence <= position), ct))
                classes[item.DocumentId] = RecordProduct.ClassOf(MessageJson.Read<ItemPublished>(item.Body));
        }
        return Judge(row, await At(row, ct), ClassOf, out _);
    }

    /// <summary>As it was known then; of those that judged documents name.</summary>
    public ProductClass ClassOf(string clave) => classes!.TryGetValue(clave, out var given) ? given : ReferenceLookup.ByGroup(clave);

    /// <summary>Those that were the facility's or the state's, by the codes as they were then; other groups are not looked at.</summary>
    public async Task<IQueryable<FactLogRow>> OfGroup(IQueryable<FactLogRow> documents, Group group, CancellationToken ct)
    {
        if (group.Level is not (Dimension.State or Dimension.Facility))
            return documents;
        var code = group.Code;
        // Of all codes that were changed these only: of one facility, or from one state to another, which are few.
        var changes = group.Level == Dimension.Facility
            ? await Codes().Where(x => x.Facility == code || x.DocumentId == code).Select(x => x.DocumentId).Distinct().ToListAsync(ct)
            : await Codes().Where(x => x.State != "").Select(x => x.DocumentId).Distinct().ToListAsync(ct);
        List<string> here = [], elsewhere = [];
        foreach (var stated in changes)
            if (await CurrentOf(stated, ct) is var current && (group.Level == Dimension.Facility ? current == code
                : ReferenceLookup.StateOf(current, "") == code))
                here.Add(stated);
            else
                elsewhere.Add(stated);
        return group.Level == Dimension.Facility
            ? documents.Where(x => here.Contains(x.Facility) || (x.Facility == code && !elsewhere.Contains(x.Facility)))
            : documents.Where(x => here.Contains(x.Facility) || (x.State == code && !elsewhere.Contains(x.Facility)));
    }

    /// <summary>The code under which the document was counted.</summary>
    public Task<string> FacilityOf(FactLogRow row, CancellationToken ct) => CurrentOf(row.Facility, ct);

    /// <summary>The version of the document's facility that was valid on its date; null where it was not known.</summary>
    public async Task<FacilityVersion?> At(FactLogRow row, CancellationToken ct)
    {
        var code = await FacilityOf(row, ct);
        if (!places.TryGetValue(code, out var place))
        {
            var versions = await db.Log.AsNoTracking().Where(x => x.Kind == DocumentKind.Facility && x.DocumentId == code
                && x.Sequence <= position).ToListAsync(ct);
            places[code] = place = versions.Count == 0 ? null : new FacilityHistory(versions.Select(VersionOf));
        }
        return place?.On(row.LocalDate);
    }

    private IQueryable<FactLogRow> Codes() => db.Log.AsNoTracking().Where(x => x.Kind == DocumentKind.Code && x.Sequence <= position);

    private async Task<string> CurrentOf(string stated, CancellationToken ct)
    {
        if (codes.TryGetValue(stated, out var known))
            return known;
        var current = await Codes().Where(x => x.DocumentId == stated).OrderByDescending(x => x.Version).Select(x => x.Facility)
            .FirstOrDefaultAsync(ct);
        return codes[stated] = current ?? stated;
    }

    /// <summary>A document that cannot be judged is in no figure; the failure says why.</summary>
    public static Judgement Judge(FactLogRow row, FacilityVersion? at, Func<string, ProductClass> classOf, out Exception? failure)
    {
        Exception? why = null;
        var judged = TryRead(row, e => why = e) is { } body ? TryJudge(body, at, classOf, e => why = e) : Judgement.None;
        failure = why;
        return judged;
    }

    /// <summary>The document, or null where it cannot be read.</summary>
    public static object? TryRead(FactLogRow row, Action<Exception> failed)
    {
        try
        {
            return row.Kind switch
            {
                DocumentKind.Order => MessageJson.Read<SupplyOrderChanged>(row.Body),
                DocumentKind.Stock => MessageJson.Read<StockMonthStated>(row.Body),
                DocumentKind.Report => MessageJson.Read<DailyReportMade>(row.Body),
                _ => MessageJson.Read<PrescriptionChanged>(row.Body),
            };
        }
        catch (Exception e)
        {
            failed(e);
            return null;
        }
    }

    /// <inheritdoc cref="Judge(FactLogRow,FacilityVersion,Func{string,ProductClass},out Exception)"/>
    public static Judgement TryJudge(object body, FacilityVersion? at, Func<string, ProductClass> classOf, Action<Exception> failed)
    {
        try
        {
            return body switch
            {
                SupplyOrderChanged order => OrderRule.Judge(order, at, classOf),
                StockMonthStated stock => StockRule.Judge(stock, at),
                DailyReportMade report => ReportRule.Judge(report),
                _ => PrescriptionRule.Judge((PrescriptionChanged)body, at is not null),
            };
        }
        catch (Exception e)
        {
            failed(e);
            return Judgement.None;
        }
    }

    private static FacilityVersion VersionOf(FactLogRow row) => RecordFacility.RowOf(MessageJson.Read<FacilityPublished>(row.Body))
        .ToVersion();

    // By key and in pieces: no read stays open while the rows are worked on.
    private static async IAsyncEnumerable<FactLogRow> Rows(IQueryable<FactLogRow> query, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0L; ;)
        {
            var from = after;
            var rows = await query.AsNoTracking().Where(x => x.Sequence > from).OrderBy(x => x.Sequence).Take(Batch).ToListAsync(ct);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Batch)
                yield break;
            after = rows[^1].Sequence;
        }
    }
}
