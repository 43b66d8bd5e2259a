using Supply.Contracts.Dispensing;

namespace Supply.Indicators.Domain;

/// <summary>
/// Rule <c>ind-b-1</c> (003:1657): a prescription is complete when every line with prescribed pieces got, at presentation,
/// at least that many, substitutes added to the line they stand in for. Later deliveries count for 24 and 72 hours only.
/// </summary>
public static class PrescriptionRule
{
    // The first that applies to an unfilled line says why the prescription is not complete: what supply could have
    // prevented comes before what doctor and patient decided.
    private static readonly Counter[] reasons =
        [Counter.StockOut, Counter.InsufficientStock, Counter.Other, Counter.Unstated, Counter.ClinicalDecision, Counter.PatientDeclined];

    /// <param name="facilityKnown">The catalogue has told of the facility.</param>
    public static Judgement Judge(PrescriptionChanged doc, bool facilityKnown)
    {
        if (doc.Status == "voided")
            return new(Judgement.Voided, Counts.Of((Counter.Voided, 1)));
        List<(Counter, long)> counts = [(Counter.Documents, 1)];
        if (doc.PossibleDuplicate)
            counts.Add((Counter.PossibleDuplicates, 1));
        if (!facilityKnown || doc.Unknown is { Count: > 0 })
            return new(Judgement.Unverified, Counts.Of([.. counts, (Counter.Unverified, 1)]));
        var lines = doc.Lines.Where(x => x.SubstituteFor is null && x.Prescribed > 0).Select(x => Line.Of(x, doc)).ToList();
        if (lines.Count == 0)
            return new(Judgement.NoPrescribedLine, Counts.Of([.. counts, (Counter.NoPrescribedLine, 1)]));
        var complete = lines.TrueForAll(x => x.Filled);
        if (doc.Kind == "collective")
            return new(Judgement.Collective, Counts.Of([.. counts, (Counter.Collective, 1), (Counter.CollectiveComplete, complete ? 1 : 0)]));
        if (!complete)
            counts.Add((reasons.First(reason => lines.Exists(x => !x.Filled && x.Reason == reason)), 1));
        return new(complete ? Judgement.Complete : Judgement.Incomplete, Counts.Of(
        [
            .. counts, (Counter.Counted, 1), (Counter.Complete, complete ? 1 : 0),
            (Counter.Within24h, lines.TrueForAll(x => x.Given24h >= x.Prescribed) ? 1 : 0), (Counter.Within72h, lines.TrueForAll(x => x.Given72h >= x.Prescribed) ? 1 : 0),
            (Counter.Lines, lines.Count), (Counter.LinesFilled, lines.Count(x => x.Filled)),
            (Counter.Pieces, lines.Sum(x => x.Prescribed)), (Counter.PiecesGiven, lines.Sum(x => Math.Min(x.Prescribed, x.Given))),
        ]));
    }

    private readonly record struct Line(long Prescribed, long Given, long Given24h, long Given72h, Counter Reason)
    {
        public bool Filled => Given >= Prescribed;

        public static Line Of(PrescriptionLine line, PrescriptionChanged doc)
        {
            var own = doc.Lines.Where(x => x.Line == line.Line || x.SubstituteFor == line.Line).ToList();
            var given = own.Sum(x => (long)x.Dispensed);
            var numbers = own.Select(x => x.Line).ToHashSet();
            long Until(int hours) => given + (doc.Deliveries ?? []).Where(x => x.DeliveredAt - doc.OccurredAt <= TimeSpan.FromHours(hours))
                .SelectMany(x => x.Lines).Where(x => numbers.Contains(x.Line)).Sum(x => (long)x.Quantity);
            return new(line.Prescribed, given, Until(24), Until(72), line.Reason switch
            {
                "stockOut" => Counter.StockOut,
                "insufficientStock" => Counter.InsufficientStock,
                "clinicalDecision" => Counter.ClinicalDecision,
                "patientDeclined" => Counter.PatientDeclined,
                null => Counter.Unstated,
                _ => Counter.Other,
            });
        }
    }
}
