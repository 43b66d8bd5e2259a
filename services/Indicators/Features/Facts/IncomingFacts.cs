using Microsoft.EntityFrameworkCore;
using Supply.Contracts;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Takes down the facts of one group of messages, in the group's transaction. What was told before is passed over.</summary>
internal sealed class IncomingFacts(IndicatorsDb db, string kind)
{
    private readonly HashSet<(string Id, int Version)> known = [];

    /// <summary>One look-up for the group. Whoever comes between is found by the pass, or meets the key.</summary>
    public async Task Load(IEnumerable<(string Id, int Version)> group, CancellationToken ct)
    {
        var keys = group.Select(x => new { Kind = kind, DocumentId = x.Id, x.Version }).ToList();
        var told = db.Incoming.WithKeys(x => new { x.Kind, x.DocumentId, x.Version }, keys).Select(x => new { x.DocumentId, x.Version })
            .Concat(db.Log.WithKeys(x => new { x.Kind, x.DocumentId, x.Version }, keys).Select(x => new { x.DocumentId, x.Version }));
        await foreach (var x in told.AsAsyncEnumerable().WithCancellation(ct))
            known.Add((x.DocumentId, x.Version));
    }

    public void Add<T>(string id, string facility, string state, T fact) where T : IFact
    {
        if (!known.Add((id, fact.Version)))
            return;
        var now = db.Origin.Clock.Now();
        db.Incoming.Add(new IncomingFact
        {
            Id = Guid.CreateVersion7(now), At = now, Kind = kind, DocumentId = id, Version = fact.Version, RecordedAt = fact.RecordedAt,
            Facility = facility, State = state, LocalDate = fact.LocalDate, Body = MessageJson.Write(fact),
        });
    }

    /// <exception cref="ImpossibleFactException">The document cannot be judged, now or ever.</exception>
    public static void Require(string? whyNot)
    {
        if (whyNot is not null)
            throw new ImpossibleFactException(whyNot);
    }
}
