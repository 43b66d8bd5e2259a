using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;

namespace Supply.Benchmarks;

/// <summary>Is there a row of the document, and of which version? Those of the whole group are loaded at once.</summary>
public sealed class FindDocument(ReceiverDb db, Finish finish) : IHandleGroup<ToFind>
{
    private Dictionary<Guid, Document> known = [];

    public async Task Load(IReadOnlyList<ToFind> group, CancellationToken ct)
    {
        var ids = group.Select(x => x.Id).ToList();
        known = await db.Documents.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
    }

    public Task Handle(ToFind message, CancellationToken ct)
    {
        if (!known.TryGetValue(message.Id, out var row))
            known[message.Id] = db.Documents.Add(row = new Document { Id = message.Id }).Entity;
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        (row.Version, row.Facility, row.Pieces, row.LocalDate) = (
            message.Version, message.Facility, message.Lines.Sum(x => x.Dispensed), message.LocalDate);
        finish.Handled(message.Id);
        return Task.CompletedTask;
    }
}
