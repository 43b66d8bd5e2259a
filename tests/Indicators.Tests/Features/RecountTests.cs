using System.Globalization;
using Supply.Contracts.Dispensing;

namespace Supply.Indicators.Tests.Features;

/// <summary>
/// Screen, file and documents say what a count by hand says, as of three moments, after late, corrected, voided and moved
/// prescriptions: of every row of a breakdown, every day of a series, and the change of each row between two days.
/// </summary>
public sealed class RecountTests
{
    private static readonly string[] facilities = ["HGIMB000011", "HGIMB000021", "BCIMB000011", "OCIMB000011"];
    private static readonly DateOnly first = new(2026, 10, 10);
    private const int Days = 5;

    private sealed record Moment(string AsOf, IReadOnlyList<PrescriptionChanged> Known);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_number_can_be_counted_again_as_of_three_moments(int seed)
    {
        var random = new Random(seed);
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        foreach (var code in facilities)
            await at.Host.Deliver(Given.Facility(code));
        var documents = new Dictionary<Guid, PrescriptionChanged>();
        List<Moment> moments = [];
        foreach (var october in (int[])[17, 19, 21])
        {
            for (var i = 0; i < 30; i++)
            {
                var doc = Next(random, documents);
                await at.Host.Deliver(documents[doc.Id] = doc);
            }
            var now = new DateTimeOffset(2026, 10, october, 8, 0, 0, TimeSpan.Zero);
            at.Host.Clock.Set(now);
            await at.Close();
            moments.Add(new($"{now.AddHours(1).UtcDateTime:O}", [.. documents.Values]));
            at.Host.Clock.Set(now.AddHours(8));
        }
        foreach (var moment in moments)
            await Recounted(at, moment);
        await Recounted(at, new("", [.. documents.Values])); // the running ones
    }

    private static async Task Recounted(IndicatorsHost at, Moment moment)
    {
        var asOf = moment.AsOf.Length == 0 ? "" : "&asOf=" + moment.AsOf;
        foreach (var indicator in (string[])["ind-b", "ind-b-lines", "ind-b-pieces"])
        {
            for (var day = first; day < first.AddDays(Days); day = day.AddDays(1))
            {
                await Breakdown(at, moment, indicator, day, "state", x => x.State, asOf);
                await Breakdown(at, moment, indicator, day, "facility", x => x.Facility, asOf);
                foreach (var (place, own) in Places(moment.Known))
                    await Figure(at, indicator, day, place, own, asOf);
            }
            foreach (var (place, own) in Places(moment.Known))
                await Series(at, indicator, place, own, asOf);
        }
    }

    private static IEnumerable<(string Place, IReadOnlyList<PrescriptionChanged> Own)> Places(IReadOnlyList<PrescriptionChanged> known) =>
    [
        ("", known), ("&level=state&code=13", [.. known.Where(x => x.State == "13")]),
        ("&level=facility&code=HGIMB000021", [.. known.Where(x => x.Facility == "HGIMB000021")]),
    ];

    private static async Task Breakdown(IndicatorsHost at, Moment moment, string indicator, DateOnly day, string by,
        Func<PrescriptionChanged, string> code, string asOf)
    {
        var (period, before) = (Text(day), Text(day.AddDays(1)));
        var path = $"{indicator}/breakdown?period={period}&against={before}&by={by}{asOf}";
        var shown = (await at.Page(path)).Items;
        var file = await at.Csv(path + "&format=csv");
        Assert.Equal(shown.Count, file.Count);
        foreach (var (row, line) in shown.Zip(file))
        {
            var own = moment.Known.Where(x => code(x) == row.Code).ToList();
            var (now, then) = (Count(indicator, own, day), Count(indicator, own, day.AddDays(1)));
            Assert.Equal(now, (row.Numerator, row.Denominator));
            Assert.Equal(Rate(now), row.Value);
            if (row.Against is not null)
                Assert.Equal((then, Rate(then)), ((row.Against.Numerator, row.Against.Denominator), row.Against.Value));
            Assert.Equal(row.Against is null ? null : Rate(now) - Rate(then), row.Change);
            Assert.Equal((row.Code, row.Value, row.Numerator, row.Denominator, row.Against?.Value, row.Change), (line["code"],
                SheetRows.Number(line["value"]), (long)SheetRows.Number(line["numerator"])!, (long)SheetRows.Number(line["denominator"])!,
                SheetRows.Number(line["against_value"]), SheetRows.Number(line["change"])));
        }
        foreach (var missing in moment.Known.Select(code).Except(shown.Select(x => x.Code)))
            Assert.Equal((0, 0), Count(indicator, moment.Known.Where(x => code(x) == missing), day));
    }

    private static async Task Series(IndicatorsHost at, string indicator, string place, IReadOnlyList<PrescriptionChanged> own, string asOf)
    {
        var path = $"{indicator}/series?from={Text(first)}&to={Text(first.AddDays(Days - 1))}{place}{asOf}";
        var shown = (await at.Page(path)).Items;
        var file = await at.Csv(path + "&format=csv");
        Assert.Equal(shown.Select(x => (x.Period, x.Value, (decimal?)x.Numerator, (decimal?)x.Denominator)),
            file.Select(x => (
                x["period"], SheetRows.Number(x["value"]), SheetRows.Number(x["numerator"]), SheetRows.Number(x["denominator"]))));
        foreach (var figure in shown)
            Assert.Equal(Count(indicator, own, DateOnly.Parse(figure.Period, CultureInfo.InvariantCulture)),
                (figure.Numerator, figure.Denominator));
    }

    private static async Task Figure(IndicatorsHost at, string indicator, DateOnly day, string place,
        IReadOnlyList<PrescriptionChanged> own,
        string asOf)
    {
        var answer = await at.Dashboard.Get($"/indicators/{indicator}?period={Text(day)}{place}{asOf}");
        if (answer.Status == 404)
        {
            Assert.Equal((0, 0), Count(indicator, own, day)); // nothing was published of it
            return;
        }
        var figure = answer.Read<FigureAnswer>();
        Assert.Equal(Count(indicator, own, day), (figure.Numerator, figure.Denominator));
        var listed = await at.Documents($"{indicator}/documents?period={Text(day)}{place}{asOf}&limit=1000");
        Assert.Equal((figure.Numerator, figure.Denominator), (listed.Sum(x => x.Numerator), listed.Sum(x => x.Denominator)));
        Assert.Equal(own.Where(x => x.LocalDate == day && x.Status != "voided").Select(x => (x.Id, x.Version)).Order(),
            listed.Select(x => (x.DocumentId, x.Version)).Order());
    }

    // A new one, or a newer version of a known one: corrected, voided, or moved to another day or unit.
    private static PrescriptionChanged Next(Random random, Dictionary<Guid, PrescriptionChanged> documents)
    {
        var lines = Enumerable.Range(1, random.Next(1, 4)).Select(x => Given.Line(random.Next(1, 4), random.Next(0, 5), x)).ToArray();
        var (facility, date) = (facilities[random.Next(facilities.Length)], first.AddDays(random.Next(Days)));
        if (documents.Count < 5 || random.Next(3) > 0)
            return Given.Prescription(facility, date, lines);
        var known = documents.Values.ElementAt(random.Next(documents.Count));
        known = known with { Version = known.Version + 1 };
        return random.Next(4) switch
        {
            0 => known with { Lines = lines },
            1 => known with { Status = "voided" },
            2 => known with { LocalDate = date },
            _ => known with { Facility = facility, State = Kernel.FacilityCode.Stored(facility).State.Code },
        };
    }

    private static (long Numerator, long Denominator) Count(string indicator, IEnumerable<PrescriptionChanged> known, DateOnly day)
    {
        var own = known.Where(x => x.LocalDate == day && x.Status != "voided").ToList();
        var lines = own.SelectMany(x => x.Lines).ToList();
        return indicator switch
        {
            "ind-b" => (own.Count(x => x.Lines.All(line => line.Dispensed >= line.Prescribed)), own.Count),
            "ind-b-lines" => (lines.Count(x => x.Dispensed >= x.Prescribed), lines.Count),
            _ => (lines.Sum(x => Math.Min(x.Dispensed, x.Prescribed)), lines.Sum(x => x.Prescribed)),
        };
    }

    private static decimal? Rate((long Numerator, long Denominator) x) =>
        x.Denominator == 0 ? null : Math.Round(100m * x.Numerator / x.Denominator, 2, MidpointRounding.AwayFromZero);

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
