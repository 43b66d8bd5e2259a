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
        if (await db.NewVersionOf(FactKind.Prescription, id, message.Version, message.Facility, ct) is not { } facility)
            return;
        var state = Facts.StateOf(facility, message.State);
        await db.Append(FactKind.Prescription, id, message.Facility, Facts.StateOf(message.Facility, message.State), message, ct);
        var known = await db.Place(facility, message.LocalDate, ct) is not null;
        await db.Apply(FactKind.Prescription, id, message.Version, message.Facility, facility, state, message.LocalDate, PrescriptionRule.Judge(message, known), ct);
    }
}
