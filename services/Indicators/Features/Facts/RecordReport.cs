using System.Globalization;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>A statement that nothing was dispensed makes the day a reported one; it adds to no rate.</summary>
public sealed class RecordReport(IndicatorsDb db) : IHandle<DailyReportMade>
{
    public async Task Handle(DailyReportMade message, CancellationToken ct)
    {
        FactLog.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        var id = IdOf(message);
        if (await new FactLog(db).LockForNew(DocumentKind.Report, id, message.Version, message.Facility, ct) is not { } facility)
            return;
        var state = ReferenceLookup.StateOf(facility, message.State);
        await new FactLog(db).Append(DocumentKind.Report, id, message.Facility, ReferenceLookup.StateOf(message.Facility, message.State),
            message, ct);
        var judged = Judge(message);
        await new DocumentTallies(db).Put(new(DocumentKind.Report, id, message.Version, message.Facility, facility, state,
            message.LocalDate), judged, ct);
    }

    public static string IdOf(DailyReportMade message) =>
        $"{message.Facility} {message.LocalDate.ToString("O", CultureInfo.InvariantCulture)}";

    public static Judgement Judge(DailyReportMade message) =>
        new(Judgement.NoActivity, message.Activity ? Counts.Zero : Counts.Of((Counter.Statements, 1)));
}
