using Microsoft.EntityFrameworkCore;
using Supply.Contracts;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>Gives facts their places in the log. Whoever has its one row locked is the only one who does.</summary>
internal sealed class FactLog(IndicatorsDb db)
{
    /// <summary>Nobody else numbers or counts facts until this transaction ends.</summary>
    /// <returns>The log's last sequence.</returns>
    public async Task<long> LockAtLast(CancellationToken ct)
    {
        await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last), ct);
        return await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
    }

    /// <summary>The log ends at the sequence now. Sequences become visible in their order.</summary>
    public Task MoveTo(long last, CancellationToken ct) =>
        db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, last), ct);

    /// <summary>Adds one fact. The log is locked.</summary>
    public async Task Append<T>(string kind, string id, string facility, string state, T fact, CancellationToken ct) where T : IFact
    {
        var sequence = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct) + 1;
        await MoveTo(sequence, ct);
        db.Log.Add(new FactLogRow
        {
            Sequence = sequence, Kind = kind, DocumentId = id, Version = fact.Version, RecordedAt = fact.RecordedAt,
            Facility = facility, State = state, LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
    }
}
