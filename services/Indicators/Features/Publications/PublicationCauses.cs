using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>What the log has between two publications of a figure. Cost grows with what changed between them.</summary>
internal sealed class PublicationCauses(IndicatorsDb db, Family family, Period period)
{
    private const int Batch = 200;

    private static readonly string[] takenBack = [Judgement.Voided, Judgement.Rejected, Judgement.CancelledBeforeApproval];

    public async Task<PublicationCause> Between(Publication before, Publication after, CancellationToken ct)
    {
        var (then, now) = (new LogReader(db, before.Position), new LogReader(db, after.Position));
        var (late, corrected, voided) = (0L, 0L, 0L);
        await foreach (var (old, latest) in Changed(before.Position, after.Position, ct))
        {
            var was = old is not null && In(old) && await Belongs(then, old, before.Group, ct);
            var isNow = In(latest) && await Belongs(now, latest, after.Group, ct);
            if (!was && !isNow)
                continue;
            if (old is null)
                late++;
            else if (isNow && IsTakenBack(await now.Judge(latest, ct)) && !IsTakenBack(await then.Judge(old, ct)))
                voided++;
            else
                corrected++;
        }
        return new(0, late, corrected, voided, await Catalogue(before.Position, after.Position, after.Group, ct));
    }

    private static bool IsTakenBack(Judgement x) => takenBack.Contains(x.Outcome);

    private bool In(FactLogRow row) => row.LocalDate >= period.From && row.LocalDate <= period.To;

    // Of a clave, a supplier or a class: the documents that count something under it.
    private async Task<bool> Belongs(LogReader log, FactLogRow row, Group group, CancellationToken ct)
    {
        if (group.Level is Dimension.State or Dimension.Facility && await log.FacilityOf(row, ct) is var code
            && (group.Level == Dimension.Facility ? code : ReferenceLookup.StateOf(code, row.State)) != group.Code)
            return false;
        if (!await DocumentRows.Belongs(log, row, family, group, ct))
            return false;
        return !group.Level.Rule().WholeNationOnly
            || (await log.Judge(row, ct)).Parts.All.Keys.Any(x => x == group
                || (group.Level == Dimension.ProductClass && x.Level == Dimension.Clave && Group.Of(log.ClassOf(x.Code)) == group));
    }

    // The documents that have a newer version, and one of the period before or after; by their ids.
    private async IAsyncEnumerable<(FactLogRow? Old, FactLogRow Latest)> Changed(long from, long to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var kind = DocumentKind.Of(family);
        var own = db.Log.AsNoTracking().Where(x => x.Kind == kind && x.Sequence <= to);
        var newer = own.Where(x => x.Sequence > from);
        var ids = newer.Where(x => x.LocalDate >= period.From && x.LocalDate <= period.To).Select(x => x.DocumentId)
            .Union(newer.Join(own.Where(x => x.Sequence <= from && x.LocalDate >= period.From && x.LocalDate <= period.To),
                x => x.DocumentId, x => x.DocumentId, (x, _) => x.DocumentId));
        for (var after = ""; ;)
        {
            var last = after;
            var some = await ids.Where(x => string.Compare(x, last) > 0).OrderBy(x => x).Take(Batch).ToListAsync(ct);
            var versions = (await own.Where(x => some.Contains(x.DocumentId)).ToListAsync(ct)).ToLookup(x => x.DocumentId);
            foreach (var id in some)
                yield return (versions[id].Where(x => x.Sequence <= from).MaxBy(x => x.Version), versions[id].MaxBy(x => x.Version)!);
            if (some.Count < Batch)
                yield break;
            after = some[^1];
        }
    }

    private async Task<long> Catalogue(long from, long to, Group group, CancellationToken ct)
    {
        var told = db.Log.AsNoTracking().Where(x => x.Sequence > from && x.Sequence <= to);
        var code = group.Code;
        var places = told.Where(x => x.Kind == DocumentKind.Facility || x.Kind == DocumentKind.Code);
        places = group.Level switch
        {
            Dimension.Facility => places.Where(x => x.Facility == code || x.DocumentId == code),
            Dimension.State => places.Where(x => x.State == code || x.Kind == DocumentKind.Code),
            Dimension.Clave or Dimension.Supplier or Dimension.ProductClass => places.Where(x => false),
            _ => places,
        };
        var claves = told.Where(x => x.Kind == DocumentKind.Item);
        if (group.Level == Dimension.Clave)
            claves = claves.Where(x => x.DocumentId == code);
        return await places.LongCountAsync(ct)
            + (family == Family.Orders || group.Level.Rule().WholeNationOnly ? await claves.LongCountAsync(ct) : 0);
    }
}
