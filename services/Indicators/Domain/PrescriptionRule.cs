using Supply.Contracts.Dispensing;

namespace Supply.Indicators.Domain;

/// <summary>
/// Rule <c>ind-b-1</c> (docs/rules.md): a prescription is complete when every line with prescribed pieces got, at presentation,
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
        if (doc.Status == PrescriptionStatus.Voided)
            return new(Judgement.Voided, Counts.Of((Counter.Voided, 1)));
        List<(Counter, long)> counts = [(Counter.Documents, 1)];
        if (doc.PossibleDuplicate)
            counts.Add((Counter.PossibleDuplicates, 1));
        if (!facilityKnown || doc.Unknown is { Count: > 0 })
            return new(Judgement.Unverified, Counts.Of([.. counts, (Counter.Unverified, 1)]));
        var lines = Lines(doc);
        if (lines.Count == 0)
            return new(Judgement.NoPrescribedLine, Counts.Of([.. counts, (Counter.NoPrescribedLine, 1)]));
        var complete = lines.TrueForAll(x => x.Filled);
        if (doc.Kind == PrescriptionKind.Collective)
            return new(Judgement.Collective, Counts.Of([.. counts, (Counter.Collective, 1),
                (Counter.CollectiveComplete, complete ? 1 : 0)]));
        if (!complete)
            counts.Add((reasons.First(reason => lines.Exists(x => !x.Filled && x.Reason == reason)), 1));
        return new(complete ? Judgement.Complete : Judgement.Incomplete, Counts.Of(
        [
            .. counts, (Counter.Counted, 1), (Counter.Complete, complete ? 1 : 0),
            (Counter.Within24h, lines.TrueForAll(x => x.Given24h >= x.Prescribed) ? 1 : 0),
                (Counter.Within72h, lines.TrueForAll(x => x.Given72h >= x.Prescribed) ? 1 : 0),
            .. lines.SelectMany(x => x.Counts),
        ]))
        {
            Parts = PartCounts.Sum([.. lines.Select(x => (new Group(Dimension.Clave, x.Clave), Domain.Counts.Of(x.Counts))),
                .. lines.Where(x => !x.Filled).Select(x => x.Clave).Distinct(StringComparer.Ordinal)
                    .Select(x => (new Group(Dimension.Clave, x), Domain.Counts.Of((Counter.NotFilled, 1))))]),
        };
    }

    private static List<Line> Lines(PrescriptionChanged doc)
    {
        var prescribed = doc.Lines.Where(x => x.SubstituteFor is null && x.Prescribed > 0).ToList();
        var parents = new Dictionary<int, int>();
        foreach (var line in doc.Lines)
            parents[line.Line] = line.SubstituteFor ?? line.Line;
        var given = Sums(doc.Lines.Select(x => (x.Line, x.Dispensed)));
        var within24h = Delivered(24);
        var within72h = Delivered(72);
        return [.. prescribed.Select(x => Line.Of(x, given.GetValueOrDefault(x.Line), within24h.GetValueOrDefault(x.Line),
            within72h.GetValueOrDefault(x.Line)))];

        Dictionary<int, long> Delivered(int hours) => Sums((doc.Deliveries ?? [])
            .Where(x => x.DeliveredAt - doc.OccurredAt <= TimeSpan.FromHours(hours))
            .SelectMany(x => x.Lines).Select(x => (x.Line, x.Quantity)));

        // What a substitute line got is its parent's.
        Dictionary<int, long> Sums(IEnumerable<(int Line, int Pieces)> pieces)
        {
            var sums = new Dictionary<int, long>();
            foreach (var (line, count) in pieces)
                if (parents.TryGetValue(line, out var parent))
                    sums[parent] = sums.GetValueOrDefault(parent) + count;
            return sums;
        }
    }

    private readonly record struct Line(string Clave, long Prescribed, long Given, long Given24h, long Given72h, Counter Reason)
    {
        public bool Filled => Given >= Prescribed;

        public (Counter, long)[] Counts =>
        [
            (Counter.Lines, 1), (Counter.LinesFilled, Filled ? 1 : 0), (Counter.Pieces, Prescribed),
            (Counter.PiecesGiven, Math.Min(Prescribed, Given)),
        ];

        public static Line Of(PrescriptionLine line, long given, long within24h, long within72h) =>
            new(line.Clave, line.Prescribed, given, given + within24h, given + within72h, line.Reason switch
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
