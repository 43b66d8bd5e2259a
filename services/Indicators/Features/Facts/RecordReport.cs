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
        Facts.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        var id = IdOf(message);
        if (await db.NewVersionOf(FactKind.Report, id, message.Version, message.Facility, ct) is not { } facility)
            return;
        var state = Facts.StateOf(facility, message.State);
        await db.Append(FactKind.Report, id, message.Facility, Facts.StateOf(message.Facility, message.State), message, ct);
        await db.Apply(FactKind.Report, id, message.Version, message.Facility, facility, state, message.LocalDate, Judge(message), ct);
    }

    public static string IdOf(DailyReportMade message) => $"{message.Facility} {message.LocalDate.ToString("O", CultureInfo.InvariantCulture)}";

    public static Judgement Judge(DailyReportMade message) => new(Judgement.Statement, message.Activity ? Counts.Zero : Counts.Of((Counter.Statements, 1)));
}
