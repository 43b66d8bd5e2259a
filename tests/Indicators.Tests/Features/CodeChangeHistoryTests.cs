using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.Indicators.Tests.Features;

/// <summary>A random history in which facilities change codes ends as one that had the last codes from the beginning.</summary>
public sealed class CodeChangeHistoryTests
{
    private static readonly DateOnly day = new(2026, 10, 12);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_history_in_which_codes_change_ends_as_one_that_had_the_last_codes_from_the_beginning(int seed)
    {
        var random = new Random(seed);
        var catalogue = Catalogue();
        var documents = Documents(random);
        await using var lived = await Started();
        await using var plain = await Started();
        // Each at a random moment; the versions of one facility may come in any order too.
        var steps = catalogue.Cast<object>().Concat(documents).ToArray();
        random.Shuffle(steps);
        foreach (var step in steps)
        {
            await Give(lived, step);
            if (random.Next(6) == 0)
                await lived.Refresh();
            if (random.Next(6) == 0)
                await Followed(lived);
        }
        foreach (var facility in catalogue)
            await plain.Host.Deliver(facility, times: 1);
        await Followed(plain);
        foreach (var document in documents)
            await Give(plain, Renamed(document));
        foreach (var at in (IndicatorsHost[])[lived, plain])
        {
            await Followed(at);
            await at.Refresh();
        }
        foreach (var path in Paths())
            Assert.Equal(await Shown(plain, path), await Shown(lived, path));
        await lived.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says
    }

    private static readonly Dictionary<string, string> last = new()
    {
        ["HGSSA000011"] = "HGIMB000011", ["HGSSA000021"] = "HGIMB000011",            // two become one
        ["BCSSA000011"] = "BCIMB000021", ["BCIMB000011"] = "BCIMB000021",            // a chain
        ["OCSSA000011"] = "OCSSA000011", ["OCIMB000011"] = "OCIMB000011",            // taken back
    };

    private static readonly string[] units = [.. last.Keys, "HGIMB000011", "BCIMB000021"];

    private static List<FacilityPublished> Catalogue() =>
    [
        Given.Facility("HGSSA000011", unitType: "A"), Given.Facility("HGSSA000021", kind: "hospital", level: 2, unitType: "B"),
        Given.Facility("HGIMB000011", kind: "hospital", level: 2, unitType: "C") with { Predecessors = ["HGSSA000011", "HGSSA000021"] },
        Given.Facility("BCSSA000011", unitType: "A", rural: true),
            Given.Facility("BCIMB000011", unitType: "A", rural: true) with { Predecessors = ["BCSSA000011"] },
        Given.Facility("BCIMB000021", unitType: "D", rural: false) with { Predecessors = ["BCIMB000011"] },
        Given.Facility("OCSSA000011", unitType: "A"), Given.Facility("OCIMB000011", unitType: "C") with { Predecessors = ["OCSSA000011"] },
        Given.Facility("OCIMB000011", unitType: "C", version: 2),
    ];

    private static List<object> Documents(Random random)
    {
        List<object> documents = [];
        for (var i = 0; i < 40; i++)
        {
            var (unit, date) = (units[random.Next(units.Length)], day.AddDays(-random.Next(4)));
            documents.Add(i % 4 == 0
                ? Given.Order(unit, date, random.Next(2) == 0 ? "supplied" : "approved", Given.OrderLine(10, random.Next(11)))
                : Given.Prescription(unit, date, Given.Line(2, random.Next(3))));
        }
        return documents;
    }

    private static object Renamed(object document) => document switch
    {
        PrescriptionChanged x => x with { Facility = last.GetValueOrDefault(x.Facility, x.Facility) },
        SupplyOrderChanged x => x with { Destination = last.GetValueOrDefault(x.Destination, x.Destination) },
        _ => document,
    };

    private static Task Give(IndicatorsHost at, object message) => message switch
    {
        PrescriptionChanged x => at.Host.Deliver(x, times: 1),
        SupplyOrderChanged x => at.Host.Deliver(x, times: 1),
        FacilityPublished x => at.Host.Deliver(x, times: 1),
        _ => throw new ArgumentException(message.GetType().Name),
    };

    private static IEnumerable<string> Paths()
    {
        string[] groups = ["", .. ((string[])["13", "02", "20"]).Select(x => $"&level=state&code={x}"),
            .. units.Select(x => $"&level=facility&code={x}"),
            .. ((string[])["A", "B", "C", "D"]).Select(x => $"&level=unitType&code={x}"), "&level=unitLevel&code=1",
                "&level=unitLevel&code=2",
            "&level=rural&code=rural", "&level=rural&code=urban"];
        foreach (var indicator in (string[])["ind-a", "ind-b", "ind-b-hospital", "ind-b-pieces"])
            foreach (var group in groups)
            {
                foreach (var period in (string[])["2026", "2026-10", "2026-10-11"])
                    yield return $"{indicator}?period={period}{group}";
                yield return $"{indicator}/documents?period=2026{group}&limit=1000";
            }
        foreach (var by in (string[])["state", "unitType", "facility"])
            yield return $"ind-b/breakdown?period=2026-10&by={by}";
    }

    /// <summary>The answer without the moments at which it was made.</summary>
    private static async Task<string> Shown(IndicatorsHost at, string path)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status is 200 or 404, answer.ToString());
        return answer.Status == 404 ? $"{path} {answer.Code}"
            : path + " " + System.Text.RegularExpressions.Regex.Replace(answer.Text, "\"(asOf|computedAt)\":(\"[^\"]*\"|null),?", "");
    }

    private static async Task<IndicatorsHost> Started()
    {
        var at = new IndicatorsHost();
        await at.InitializeAsync();
        return at;
    }

    private static Task Followed(IndicatorsHost at) => at.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
}
