using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

public sealed class RecordPrescription(IndicatorsDb db) : IHandleGroup<PrescriptionChanged>
{
    private readonly IncomingFacts incoming = new(db, DocumentKind.Prescription);

    public Task Load(IReadOnlyList<PrescriptionChanged> group, CancellationToken ct) =>
        incoming.Load(group.Select(x => (x.Id.ToString(), x.Version)), ct);

    public Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        IncomingFacts.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        incoming.Add(message.Id.ToString(), message.Facility, ReferenceLookup.StateOf(message.Facility, message.State), message);
        return Task.CompletedTask;
    }
}
