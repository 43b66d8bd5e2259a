using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;

namespace Supply.Benchmarks;

/// <summary>The same by a query for each message, which sees only what is saved, so that each message is.</summary>
public sealed class QueryDocument(ReceiverDb db, Finish finish) : IHandle<ToQuery>
{
    public async Task Handle(ToQuery message, CancellationToken ct)
    {
        var known = await db.Documents.SingleOrDefaultAsync(x => x.Id == message.Id, ct);
        if (known is null)
            db.Documents.Add(known = new Document { Id = message.Id });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Facility, known.Pieces, known.LocalDate) = (
            message.Version, message.Facility, message.Lines.Sum(x => x.Dispensed), message.LocalDate);
        finish.Handled(message.Id);
    }
}
