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
        FactLog.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        var id = message.Id.ToString();
        if (await new FactLog(db).LockForNew(DocumentKind.Prescription, id, message.Version, message.Facility, ct) is not { } facility)
            return;
        var state = ReferenceLookup.StateOf(facility, message.State);
        await new FactLog(db).Append(DocumentKind.Prescription, id, message.Facility,
            ReferenceLookup.StateOf(message.Facility, message.State), message, ct);
        var known = await new ReferenceLookup(db).Facility(facility, message.LocalDate, ct) is not null;
        var judged = PrescriptionRule.Judge(message, known);
        await new DocumentTallies(db).Put(new(DocumentKind.Prescription, id, message.Version, message.Facility, facility, state,
            message.LocalDate), judged, ct);
    }
}
