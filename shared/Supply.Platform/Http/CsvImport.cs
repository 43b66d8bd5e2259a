using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>
/// The course of an import: rows are read one by one, taken in short transactions, and each stands or falls alone.
/// Repeating an import, whole or after a failure half way, changes only what the first did not.
/// </summary>
public abstract class CsvImport<TDb, TRow>(TDb db) where TDb : SupplyDb where TRow : class
{
    private const int MaxRejected = 10_000;

    private readonly Dictionary<string, byte[]> firsts = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> rejected = [];
    private int received, created, updated, unchanged;

    protected TDb Db { get; } = db;

    /// <summary>Few enough that on SQLite nobody waits longer than 100 ms for the file.</summary>
    protected virtual int RowsPerCommit => 100;

    protected abstract Outcome<TRow> Read(CsvRow row);

    protected abstract string KeyOf(TRow row);

    /// <summary>Reads what is stored of these rows; called in the transaction, again when it is repeated.</summary>
    protected abstract Task Load(IReadOnlyList<TRow> rows, CancellationToken ct);

    /// <summary>Changes the context and tells what changed, or refuses the row.</summary>
    protected abstract Outcome<Taken> Take(TRow row);

    /// <summary>Called in the transaction after rows that changed anything: writes the audit row.</summary>
    /// <param name="what">For the audit: which lines, how many rows were created and updated.</param>
    protected abstract Task Changed(string what, CancellationToken ct);

    protected virtual Refusal Differs(TRow row) =>
        Refusal.Invalid("csv.repeated-row-differs", $"{KeyOf(row)} ya venía en un renglón anterior de este archivo con otros datos.");

    /// <exception cref="RequestRefusedException">422 <c>csv.too-many-rejected</c>: this is no such list.</exception>
    public async Task<ImportReport> Run(CsvFile file, CancellationToken ct)
    {
        var batch = new List<(int Line, TRow Row)>(RowsPerCommit);
        await foreach (var row in file.Rows(ct))
        {
            received++;
            if (row.Fault is { } unreadable)
                Reject(row.Line, unreadable);
            else if (Read(row).Refused(out var why, out var read))
                Reject(row.Line, why);
            else
                batch.Add((row.Line, read));
            if (batch.Count == RowsPerCommit)
                await Commit(batch, ct);
        }
        await Commit(batch, ct);
        return new ImportReport(received, created, updated, unchanged, [.. rejected.OrderBy(x => x.Row)]);
    }

    private async Task Commit(List<(int Line, TRow Row)> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
            return;
        var verdicts = new List<(int Line, Outcome<Taken> Verdict)>();
        var seen = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await Db.Write(async () =>
        {
            verdicts.Clear();
            seen.Clear();
            await Load([.. batch.Select(x => x.Row)], ct);
            foreach (var (line, row) in batch)
                verdicts.Add((line, TakeOnce(row, seen)));
            var (made, changed) = (Count(verdicts, Taken.Created), Count(verdicts, Taken.Updated));
            if (made + changed > 0)
                await Changed(string.Create(CultureInfo.InvariantCulture,
                    $"lines {batch[0].Line}-{batch[^1].Line}: {made} created, {changed} updated"), ct);
        }, ct);
        Db.ChangeTracker.Clear();
        batch.Clear();
        foreach (var (key, content) in seen)
            firsts.Add(key, content);
        (created, updated, unchanged) =
            (created + Count(verdicts, Taken.Created), updated + Count(verdicts, Taken.Updated), unchanged
            + Count(verdicts, Taken.Unchanged));
        foreach (var (line, verdict) in verdicts)
            if (verdict.Refusal is { } why)
                Reject(line, why);
    }

    // The first row of a code that is taken stands; the rest of the list must agree with it.
    private Outcome<Taken> TakeOnce(TRow row, Dictionary<string, byte[]> seen)
    {
        var (key, content) = (KeyOf(row), Fingerprint.Of(row));
        if ((seen.GetValueOrDefault(key) ?? firsts.GetValueOrDefault(key)) is { } first)
            return first.AsSpan().SequenceEqual(content)
                ? Taken.Unchanged
                : Differs(row);
        var verdict = Take(row);
        if (verdict.Refusal is null)
            seen.Add(key, content);
        return verdict;
    }

    private void Reject(int line, Refusal why)
    {
        if (rejected.Count == MaxRejected)
            throw new RequestRefusedException(
                Refusal.Invalid("csv.too-many-rejected", $"Se rechazaron más de {MaxRejected:N0} renglones: no parece ser esta lista. "
                    + $"Lo aceptado hasta el renglón {line:N0} quedó guardado."),
                StatusCodes.Status422UnprocessableEntity);
        rejected.Add(new RejectedRow(line, why.Code, why.Detail, why.Field));
    }

    private static int Count(List<(int Line, Outcome<Taken> Verdict)> verdicts, Taken taken) =>
        verdicts.Count(x => x.Verdict.Refusal is null && x.Verdict.Value == taken);
}
