using System.Globalization;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

public sealed class RecordReport(IndicatorsDb db) : IHandleGroup<DailyReportMade>
{
    private readonly IncomingFacts incoming = new(db, DocumentKind.Report);

    public Task Load(IReadOnlyList<DailyReportMade> group, CancellationToken ct) =>
        incoming.Load(group.Select(x => (IdOf(x), x.Version)), ct);

    public Task Handle(DailyReportMade message, CancellationToken ct)
    {
        IncomingFacts.Require(FactContent.WhyNot(message, Refresh.Today(db.Origin.Clock)));
        incoming.Add(IdOf(message), message.Facility, ReferenceLookup.StateOf(message.Facility, message.State), message);
        return Task.CompletedTask;
    }

    private static string IdOf(DailyReportMade message) =>
        $"{message.Facility} {message.LocalDate.ToString("O", CultureInfo.InvariantCulture)}";
}
