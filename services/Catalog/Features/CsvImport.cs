using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features;

/// <summary>What became of a row that was taken.</summary>
public enum Taken
{
    Created,
    Updated,
    Unchanged,
}

/// <summary>
/// The course of an import: rows are read one by one, taken in short transactions, and each stands or falls alone.
/// Repeating an import, whole or after a failure half way, changes only what the first did not.
/// </summary>
public abstract class CsvImport<TRow>(CatalogDb db, string audited) where TRow : class
{
    /// <summary>Few enough that on SQLite nobody waits longer than 100 ms for the file.</summary>
    private const int RowsPerCommit = 100;

    private const int MaxRejected = 10_000;

    private readonly Dictionary<string, byte[]> firsts = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> rejected = [];
    private int received, created, updated, unchanged;

    protected CatalogDb Db { get; } = db;

    protected abstract Outcome<TRow> Read(CsvRow row);

    protected abstract string KeyOf(TRow row);

    /// <summary>Reads what is stored of these rows; called in the transaction, again when it is repeated.</summary>
    protected abstract Task Load(IReadOnlyList<TRow> rows, CancellationToken ct);

    /// <summary>Changes the context and tells what changed, or refuses the row.</summary>
    protected abstract Outcome<Taken> Take(TRow row);

    /// <exception cref="RequestRefusedException">422 <c>csv.too-many-rejected</c>: this is no such list.</exception>
    public async Task<ImportReport> Run(IAsyncEnumerable<CsvRow> rows, CancellationToken ct)
    {
        var batch = new List<(int Number, TRow Row)>(RowsPerCommit);
        await foreach (var row in rows.WithCancellation(ct))
        {
            received++;
            if (Read(row).Refused(out var why, out var read))
                Reject(row.Number, why);
            else
                batch.Add((row.Number, read));
            if (batch.Count == RowsPerCommit)
                await Commit(batch, ct);
        }
        await Commit(batch, ct);
        return new ImportReport(received, created, updated, unchanged, [.. rejected.OrderBy(x => x.Row)]);
    }

    private async Task Commit(List<(int Number, TRow Row)> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
            return;
        var verdicts = new List<(int Number, Outcome<Taken> Verdict)>();
        var seen = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await Db.Write(async () =>
        {
            verdicts.Clear();
            seen.Clear();
            await Load([.. batch.Select(x => x.Row)], ct);
            foreach (var (number, row) in batch)
                verdicts.Add((number, TakeOnce(row, seen)));
            var (made, changed) = (Count(verdicts, Taken.Created), Count(verdicts, Taken.Updated));
            if (made + changed > 0)
                Db.Audit($"{audited}.imported", audited, $"rows {batch[0].Number}-{batch[^1].Number}: {made} created, {changed} updated");
        }, ct);
        Db.ChangeTracker.Clear();
        batch.Clear();
        foreach (var (key, content) in seen)
            firsts.Add(key, content);
        (created, updated, unchanged) = (created + Count(verdicts, Taken.Created), updated + Count(verdicts, Taken.Updated), unchanged + Count(verdicts, Taken.Unchanged));
        foreach (var (number, verdict) in verdicts)
            if (verdict.Refusal is { } why)
                Reject(number, why);
    }

    // The first row of a code that is taken stands; the rest of the list must agree with it.
    private Outcome<Taken> TakeOnce(TRow row, Dictionary<string, byte[]> seen)
    {
        var (key, content) = (KeyOf(row), Fingerprint.Of(row));
        if ((seen.GetValueOrDefault(key) ?? firsts.GetValueOrDefault(key)) is { } first)
            return first.AsSpan().SequenceEqual(content)
                ? Taken.Unchanged
                : Refusal.Invalid("csv.repeated-row-differs", $"{key} ya venía en un renglón anterior de este archivo con otros datos.");
        var verdict = Take(row);
        if (verdict.Refusal is null)
            seen.Add(key, content);
        return verdict;
    }

    private void Reject(int number, Refusal why)
    {
        if (rejected.Count == MaxRejected)
            throw new RequestRefusedException(Refusal.Invalid("csv.too-many-rejected",
                $"Se rechazaron más de {MaxRejected:N0} renglones: no parece ser esta lista. Lo aceptado hasta el renglón {number:N0} quedó guardado."), 422);
        rejected.Add(new RejectedRow(number, why.Code, why.Detail));
    }

    private static int Count(List<(int Number, Outcome<Taken> Verdict)> verdicts, Taken taken) => verdicts.Count(x => x.Verdict.Refusal is null && x.Verdict.Value == taken);
}
