using Supply.Platform.Messaging;

namespace Supply.Benchmarks;

public sealed class AddDocument(ReceiverDb db, Finish finish) : IHandleGroup<ToAdd>
{
    public Task Load(IReadOnlyList<ToAdd> group, CancellationToken ct) => Task.CompletedTask;

    public Task Handle(ToAdd message, CancellationToken ct)
    {
        db.Documents.Add(
            new Document {
                Id = message.Id, Version = message.Version, Facility = message.Facility, Pieces = message.Lines.Sum(x => x.Dispensed),
                LocalDate = message.LocalDate });
        finish.Handled(message.Id);
        return Task.CompletedTask;
    }
}
