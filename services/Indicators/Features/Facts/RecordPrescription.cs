using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

public sealed class RecordPrescription(IndicatorsDb db) : IHandle<PrescriptionChanged>
{
    public async Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        Facts.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        var id = message.Id.ToString();
        if (await db.Has(FactKind.Prescription, id, message.Version, ct))
            return;
        var state = Facts.StateOf(message.Facility, message.State);
        await db.Append(FactKind.Prescription, id, message.Facility, state, message, ct);
        var known = await db.Place(message.Facility, message.LocalDate, ct) is not null;
        await db.Apply(FactKind.Prescription, id, message.Version, message.Facility, state, message.LocalDate, PrescriptionRule.Judge(message, known), ct);
    }
}
