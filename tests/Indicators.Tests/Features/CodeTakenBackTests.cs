using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.Indicators.Tests.Features;

/// <summary>Codes are changed and given back while figures are being made. Today is 15 October 2026.</summary>
public sealed class CodeTakenBackTests
{
    private const string Hospital = FacilityKind.Hospital;

    private static readonly DateOnly day = new(2026, 10, 12);

    // Each second one names the first as its predecessor in some of its versions.
    private static readonly (string Old, string New)[] pairs =
        [("HGSSA000011", "HGIMB000011"), ("BCSSA000011", "BCIMB000011"), ("OCSSA000011", "OCIMB000011")];

    private sealed record Unit(string Code, string Kind, int Level, string Type, bool Rural);

    private sealed record Document(string Unit, DateOnly Date, object Message,
        Dictionary<string, (long Numerator, long Denominator)> Counts);

    [Fact]
    public async Task A_hospital_that_is_given_its_code_back_while_figures_are_made_counts_among_the_hospitals()
    {
        var between = new BetweenCommands();
        await using var at = await Started(between);
        await at.Host.Deliver(Given.Facility("HGSSA000011", Hospital, level: 2));
        await at.Host.Deliver(Given.Facility("HGIMB000011") with { Predecessors = ["HGSSA000011"] });
        await Followed(at);
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 1)));
        await at.Refresh();
        Assert.Equal(0, (await at.Figure("ind-b-hospital?period=2026")).Denominator);

        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1))); // something to make figures of
        var (readings, given) = (0, 0);
        await between.During(at.Refresh, async () =>
        {
            // Not at the beginning: facilities have been read by then.
            if (++readings < 12 || given++ > 0)
                return;
            await at.Host.Deliver(Given.Facility("HGIMB000011", version: 2));
            await Followed(at);
        });
        Assert.NotEqual(0, given);
        await at.Refresh();

        Assert.Equal((2, 1), ((await at.Figure("ind-b?period=2026")).Denominator,
            (await at.Figure("ind-b-hospital?period=2026")).Denominator));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task However_codes_are_changed_and_given_back_while_figures_are_made_they_are_those_of_a_simple_count(int seed)
    {
        var random = new Random(seed);
        var units = pairs.SelectMany(x => (string[])[x.Old, x.New]).Select(x => UnitOf(x, random)).ToDictionary(x => x.Code);
        var documents = Enumerable.Range(0, 36).Select(_ => DocumentOf(random)).ToList();
        var (versions, current) = Versions(units, random);
        var between = new BetweenCommands();
        await using var at = await Started(between);

        var steps = versions.Concat(documents.Select(x => x.Message)).ToArray();
        random.Shuffle(steps);
        var left = new Queue<object>(steps);
        while (left.Count > 0)
        {
            await Next();
            await between.During(at.Refresh, () => random.Next(3) == 0 ? Next() : Task.CompletedTask);
        }
        await Followed(at);
        await at.Refresh();

        await FiguresAreThoseOf(documents, units, current, at);
        await at.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says

        async Task Next()
        {
            if (left.TryDequeue(out var step))
                await Give(at, step);
            if (random.Next(3) == 0)
                await Followed(at);
        }
    }

    [Fact]
    public async Task Changed_and_given_back_by_one_while_another_makes_figures_codes_leave_those_of_a_simple_count()
    {
        var random = new Random(20261015);
        var units = pairs.SelectMany(x => (string[])[x.Old, x.New]).Select(x => UnitOf(x, random)).ToDictionary(x => x.Code);
        var documents = Enumerable.Range(0, 60).Select(_ => DocumentOf(random)).ToList();
        var (versions, current) = Versions(units, random, most: 12);
        await using var at = await Started(new BetweenCommands());
        var steps = versions.Concat(documents.Select(x => x.Message)).ToArray();
        random.Shuffle(steps);
        var given = Task.Run(async () =>
        {
            foreach (var step in steps)
            {
                await Give(at, step);
                if (step is FacilityPublished)
                    await Followed(at);
            }
        });
        while (!given.IsCompleted)
            await at.Refresh();
        await given;
        await at.Refresh();
        await FiguresAreThoseOf(documents, units, current, at);
        await at.Host.Run("indicators", "rebuild");
    }

    private static Unit UnitOf(string code, Random random) => random.Next(2) == 0
        ? new(code, Hospital, 2, random.Next(2) == 0 ? "A" : "B", false)
        : new(code, FacilityKind.HealthUnit, 1, random.Next(2) == 0 ? "A" : "C", true);

    private static (List<object> Versions, Dictionary<string, string> Current) Versions(Dictionary<string, Unit> units, Random random,
        int most = 4)
    {
        List<object> versions = [];
        var current = units.Keys.ToDictionary(x => x);
        foreach (var (old, successor) in pairs)
        {
            versions.Add(Version(units[old]));
            var taken = random.Next(2) == 0;
            for (int version = 1, last = 2 + random.Next(most - 1); version <= last; version++, taken = !taken)
            {
                versions.Add(Version(units[successor]) with { Version = version, Predecessors = taken ? [old] : null });
                current[old] = taken ? successor : old;
            }
        }
        return (versions, current);

        static FacilityPublished Version(Unit x) => Given.Facility(x.Code, x.Kind, unitType: x.Type, level: x.Level, rural: x.Rural);
    }

    private static Document DocumentOf(Random random)
    {
        var pair = pairs[random.Next(pairs.Length)];
        var (unit, date) = (random.Next(2) == 0 ? pair.Old : pair.New, day.AddDays(-random.Next(4)));
        if (random.Next(4) == 0)
        {
            var (good, supplied) = (random.Next(11), random.Next(2));
            return new(unit, date, Given.Order(unit, date, supplied == 1 ? "supplied" : "approved", Given.OrderLine(10, good)), new()
            {
                ["ind-a"] = (supplied, 1), ["ind-a-lines"] = (good == 10 ? 1 : 0, 1), ["ind-a-pieces"] = (good, 10),
            });
        }
        var dispensed = random.Next(3);
        var complete = dispensed == 2 ? 1 : 0;
        return new(unit, date, Given.Prescription(unit, date, Given.Line(2, dispensed)), new()
        {
            ["ind-b"] = (complete, 1), ["ind-b-hospital"] = (complete, 1), ["ind-b-lines"] = (complete, 1),
            ["ind-b-pieces"] = (dispensed, 2),
        });
    }

    private static Task Give(IndicatorsHost at, object message) => message switch
    {
        PrescriptionChanged x => at.Host.Deliver(x, times: 1),
        SupplyOrderChanged x => at.Host.Deliver(x, times: 1),
        FacilityPublished x => at.Host.Deliver(x, times: 1),
        _ => throw new ArgumentException(message.GetType().Name),
    };

    private static IEnumerable<(string Of, Func<Unit, bool> Has)> Groups(Dictionary<string, Unit> units,
        Dictionary<string, string> current) =>
    [
        ("", _ => true),
        ("&level=state&code=13", x => x.Code.StartsWith("HG", StringComparison.Ordinal)),
        ("&level=state&code=02", x => x.Code.StartsWith("BC", StringComparison.Ordinal)),
        ("&level=state&code=20", x => x.Code.StartsWith("OC", StringComparison.Ordinal)),
        .. units.Values.Select(x => x.Type).Distinct().Select(type =>
            ($"&level=unitType&code={type}", (Func<Unit, bool>)(x => x.Type == type))),
        ("&level=unitLevel&code=1", x => x.Level == 1), ("&level=unitLevel&code=2", x => x.Level == 2),
        ("&level=rural&code=rural", x => x.Rural), ("&level=rural&code=urban", x => !x.Rural),
        .. units.Keys.Select(code => ($"&level=facility&code={code}", (Func<Unit, bool>)(x => x.Code == current[code]))),
    ];

    private static async Task FiguresAreThoseOf(List<Document> documents, Dictionary<string, Unit> units,
        Dictionary<string, string> current, IndicatorsHost at)
    {
        List<string> different = [];
        foreach (var indicator in documents.SelectMany(x => x.Counts.Keys).Distinct())
            foreach (var (group, has) in Groups(units, current))
                foreach (var (period, days) in ((string, int)[])[("2026", 288), ("2026-10", 15), ("2026-10-11", 1)])
                {
                    bool Belongs(Unit x) => has(x) && (indicator != "ind-b-hospital" || x.Kind == Hospital);
                    var members = current.Values.Distinct().Count(x => Belongs(units[x]));
                    var own = documents.Where(x => x.Counts.ContainsKey(indicator) && Belongs(units[current[x.Unit]])
                        && (days > 1 || x.Date == new DateOnly(2026, 10, 11))).ToList();
                    var should = (own.Sum(x => x.Counts[indicator].Numerator), own.Sum(x => x.Counts[indicator].Denominator),
                        new ReportedAnswer(own.Select(x => current[x.Unit]).Distinct().Count(), members),
                        new ReportedAnswer(own.Select(x => (current[x.Unit], x.Date)).Distinct().Count(), members * days));
                    var path = $"{indicator}?period={period}{group}";
                    if (!current.Values.Any(x => has(units[x])) && (await at.Dashboard.Get("/indicators/" + path)).Status == 404)
                        continue; // no unit is of this type any longer
                    var x = await at.Figure(path);
                    var shown = (x.Numerator, x.Denominator, x.Coverage.Facilities, x.Coverage.FacilityDays);
                    if (shown != should)
                        different.Add($"{path}: {shown}, not {should}");
                }
        Assert.True(different.Count == 0, string.Join("\n", different));
    }

    private static async Task<IndicatorsHost> Started(BetweenCommands between)
    {
        var at = new IndicatorsHost
        {
            Configure = x => x.Services.ConfigureDbContext<IndicatorsDb>(options => options.AddInterceptors(between)),
        };
        await at.InitializeAsync();
        return at;
    }

    private static Task Followed(IndicatorsHost at) => at.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
}
