using Microsoft.EntityFrameworkCore;
using Supply.Contracts;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Writes facts into the log, in the transaction of the message that brings them.</summary>
internal sealed class FactLog(IndicatorsDb db)
{
    /// <exception cref="ImpossibleFactException">The document cannot be judged, now or ever.</exception>
    public static void Require(string? whyNot)
    {
        if (whyNot is not null)
            throw new ImpossibleFactException(whyNot);
    }

    /// <summary>Nobody else writes facts until this transaction ends.</summary>
    public Task Lock(CancellationToken ct) => db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last), ct);

    /// <summary>Locks the log as <see cref="Lock"/> does.</summary>
    /// <returns>Its last sequence.</returns>
    public async Task<long> LockAtLast(CancellationToken ct)
    {
        await Lock(ct);
        return await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
    }

    /// <summary>Locks the log, so that of two versions that arrive at once the later one to write sees the other.</summary>
    /// <returns>The code under which the document is to be counted; null where this version or a later one was recorded before.</returns>
    public async Task<string?> LockForNew(string kind, string id, int version, string statedFacility, CancellationToken ct)
    {
        await Lock(ct);
        var known = await db.LogHeads.Select(_ => new
        {
            Recorded = db.Documents.Any(x => x.Kind == kind && x.DocumentId == id && x.Version >= version),
            Current = db.FacilityCodes.Where(x => x.Stated == statedFacility).Select(x => x.Current).FirstOrDefault(),
        }).SingleAsync(ct);
        return known.Recorded ? null : known.Current ?? statedFacility;
    }

    /// <summary>
    /// Takes the next sequence; because the row stays locked to the end of the transaction, sequences become visible in their
    /// order. From now on the figures are behind.
    /// </summary>
    public async Task Append<T>(string kind, string id, string facility, string state, T fact, CancellationToken ct) where T : IFact
    {
        var now = db.Origin.Clock.Now();
        await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last + 1)
            .SetProperty(head => head.BehindSince, head => head.BehindSince ?? now), ct);
        db.Log.Add(new FactLogRow
        {
            Sequence = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct), Kind = kind, DocumentId = id, Version =
                fact.Version,
            RecordedAt = fact.RecordedAt, Facility = facility, State = state, LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
    }
}
