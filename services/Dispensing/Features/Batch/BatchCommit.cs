using Microsoft.Extensions.Logging;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Batch;

/// <summary>Commits the lines of a batch together, and one by one where one of them spoils it for the rest.</summary>
public sealed class BatchCommit(DispensingDb db, PatientKeys keys, PresentationWindow window, Caller caller, ILogger log)
{
    public const int MaxLines = 200;

    private sealed record Entry(int Line, Guid? Id, ValidPrescription? Read, Refusal? Refusal);

    /// <summary>The answers of the first lines, at least of one, all committed. The rest is for the next call.</summary>
    /// <exception cref="Exception">The machine is at fault; nothing of the group's first lines was written.</exception>
    public async Task<List<LineAnswer>> Commit(IEnumerable<NdjsonLine> lines, CancellationToken ct)
    {
        var group = Together(lines.Select(Parse));
        try
        {
            return await Write(group, ct);
        }
        catch (Exception e) when (!Database.IsInfrastructure(e))
        {
            return await OneByOne(group, ct);
        }
    }

    private async Task<List<LineAnswer>> OneByOne(List<Entry> group, CancellationToken ct)
    {
        var answers = new List<LineAnswer>();
        foreach (var entry in group)
        {
            db.ChangeTracker.Clear();
            try
            {
                answers.AddRange(await Write([entry], ct));
            }
            catch (Exception e) when (!Database.IsInfrastructure(e))
            {
                log.LogError(e, "Prescription {Id} of a batch could not be recorded", entry.Id);
                answers.Add(LineAnswer.Refused(entry.Id, entry.Line, Refusals.LineFailed()));
            }
            catch (Exception e) when (answers.Count > 0)
            {
                // What is committed is answered first; the next call meets the fault again
                log.LogWarning(e, "A batch stops between two lines");
                return answers;
            }
        }
        return answers;
    }

    private async Task<List<LineAnswer>> Write(List<Entry> group, CancellationToken ct)
    {
        if (group.TrueForAll(x => x.Refusal is not null))
            return group.ConvertAll(x => LineAnswer.Refused(x.Id, x.Line, x.Refusal!));
        var answers = await db.Write(async () =>
        {
            var recorder = new PrescriptionRecorder(db, keys, window, caller);
            await recorder.Load([.. group.Where(x => x.Refusal is null).Select(x => (x.Id!.Value, x.Read!))], ct);
            return group.ConvertAll(x => Record(recorder, x));
        }, ct);
        db.ChangeTracker.Clear();
        return answers;
    }

    private static LineAnswer Record(PrescriptionRecorder recorder, Entry entry)
    {
        if (entry.Refusal is { } refusal)
            return LineAnswer.Refused(entry.Id, entry.Line, refusal);
        if (recorder.Record(entry.Id!.Value, entry.Read!).Refused(out var why, out var created))
            return LineAnswer.Refused(entry.Id, entry.Line, why);
        var status = created.Repeated ? LineAnswer.RepeatedStatus : created.Value.Status;
        return new LineAnswer(entry.Id, entry.Line, status, null, null);
    }

    // A second line with the same id must find the first one committed.
    private static List<Entry> Together(IEnumerable<Entry> entries)
    {
        var (group, ids) = (new List<Entry>(), new HashSet<Guid>());
        foreach (var entry in entries)
        {
            if (entry.Id is { } id && !ids.Add(id))
                break;
            group.Add(entry);
        }
        return group;
    }

    private static Entry Parse(NdjsonLine line)
    {
        if (line.Bytes is null)
            return new(line.Number, null, null, Refusals.LineTooLarge());
        if (HttpJson.Read<RecordBatch.Line>(line.Bytes).Refused(out var why, out var request))
            return new(line.Number, Ndjson.IdIn(line.Bytes), null, why);
        if (request.Id is not { } id || id == Guid.Empty)
            return new(line.Number, null, null, Refusals.NoId());
        return request.Read().Refused(out why, out var read) ? new(line.Number, id, null, why) : new(line.Number, id, read, null);
    }
}
