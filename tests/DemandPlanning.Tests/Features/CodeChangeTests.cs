using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Platform.Reference;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features;

/// <summary>Each history has units of its own: its number is in their codes.</summary>
public sealed class CodeChangeTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";

    private int facilityVersion;

    private Task Finish() => planning.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();

    private Task Publish(string code, string buyer, params string[] predecessors)
    {
        var at = At.AddSeconds(++facilityVersion);
        return planning.Host.Deliver(new FacilityPublished(code, facilityVersion, at, at, new DateOnly(2026, 1, 1),
            new DateOnly(2020, 1, 1), code, "13", "healthUnit",
            "America/Mexico_City", Buyer: buyer, Predecessors: predecessors));
    }

    [Fact]
    public async Task The_consumption_of_a_former_code_is_the_units_in_new_runs_and_in_those_of_before()
    {
        var (a, b) = ("HGSSA600001", "HGIMB600002");
        await Publish(a, "CC1");
        await planning.Dispense(a, A, "2026-05", 10, 10);
        await planning.Compute("2026-06", 3);
        await Publish(b, "CC1", a);
        Assert.Equal((b, 2), await planning.Cpm($"level=facility&code={b}&asOf=2026-06") is [var old]
            ? (old.Code, old.Months.Count(x => x.Counted)) : default);
        var unit = planning.Host.As(Platform.Http.Roles.Pharmacy, facility: b);
        Assert.Equal(b, Assert.Single(await planning.Cpm("level=facility&asOf=2026-06", unit)).Code);

        await planning.Dispense(b, A, "2026-06", 10, 10); // May once more, and June
        await Finish();
        await planning.Compute("2026-06", 3);
        foreach (var code in (string[])[a, b])
            Assert.Equal((b, 40m / 3), Assert.Single(await planning.Cpm($"level=facility&code={code}&asOf=2026-06")) is var all
                ? (all.Code, all.Months.Sum(x => x.Dispensed) / 3m) : default);
    }

    [Fact]
    public async Task A_code_that_changes_while_a_run_goes_on_is_counted_once()
    {
        var (a, b) = ("HGSSA610001", "ASIMB610002"); // the new code comes first in the run's order
        await Publish(a, "CC2");
        await planning.Dispense(a, A, "2025-06", 10, 10, 10);
        var run = (await planning.Central.Post("/planning/cpm/runs", new { asOf = "2025-06", window = 3 })).Json.GetProperty("id")
            .GetGuid();
        // it has passed the new code
        await planning.Db(db => db.CpmRuns.Where(x => x.Id == run)
            .ExecuteUpdateAsync(x => x.SetProperty(r => r.LastFacility, "HGSSA600000")));
        await Publish(b, "CC2", a);
        await Finish();
        await planning.Host.Run("planning", "compute-cpm");
        Assert.Equal([b], await planning.Db(db =>
            db.CpmValues.Where(x => x.Run == run && x.Level == "facility" && (x.Code == a || x.Code == b)).Select(x => x.Code)
            .ToArrayAsync()));
    }

    /// <summary>
    /// Units whose codes change at random moments, also two to one, in a chain, and back and forth: the consumption, the stock-out days,
    /// the
    /// approvals and the net demand end as if the last codes had been used from the beginning.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_history_with_changes_of_codes_ends_as_the_same_history_with_the_last_codes(int seed) =>
        Assert.Equal(await Play(seed, changes: false), await Play(seed, changes: true));

    private async Task<string> Play(int seed, bool changes)
    {
        var random = new Random(seed);
        var world = 400 + seed * 2 + (changes ? 1 : 0);
        var (asOf, merges, buyer) = (new Month(2019 + seed % 6, 9), seed % 2 == 0, $"W{world}");
        string Code(string institution, int unit) => $"HG{institution}{world}{unit:000}";
        var (one, other, middle, last) = (Code("SSA", 1), Code("SSA", 2), Code("IMB", 3), Code("IMB", 4));
        await planning.Buyer(buyer, buyer);
        foreach (var code in changes ? (string[])[one, other] : merges ? [last] : [last, other])
            await Publish(code, buyer);
        var script = new List<Func<Task>>
        {
            () => Publish(middle, buyer, one), () => Publish(last, buyer, middle), Finish, () => Publish(middle, buyer), () =>
                Publish(middle, buyer, one), Finish,
        };
        if (merges)
            script.Add(() => Publish(last, buyer, middle, other));
        var turns = Enumerable.Range(0, script.Count).Select(_ => random.Next(0, 40)).Order().ToArray();
        var nextChange = 0;
        for (var step = 0; step < 40; step++)
        {
            for (; nextChange < turns.Length && turns[nextChange] <= step; nextChange++)
                if (changes)
                    await script[nextChange]();
            var (kind, pick, which, back, day) = (random.Next(0, 6), random.Next(0, 3), random.Next(0, 2), random.Next(0, 6),
                random.Next(1, 28));
            var (clave, pieces) = (random.Next(0, 2) == 0 ? A : B, random.Next(1, 50));
            var unit = changes ? which == 0 ? new[] { one, middle, last }[pick] : other : which == 0 || merges ? last : other;
            var month = asOf.Add(-back);
            var id = new Guid(world, 1, (short)(step % 12), new byte[8]);
            if (kind <= 3) // a later version of a document may be told under another code
                await planning.Deliver(Prescription(unit, month.First.AddDays(day), clave, pieces, kind == 0 ? 0 : pieces, id: id,
                    version: step + 1, status: kind == 3 ? "voided" : "recorded"));
            else if (kind == 4)
                await planning.Host.Deliver(new DailyReportMade(unit, step + 1, At, At, month.First.AddDays(day), "13", Activity: false));
            else // one code tells of each month, as Inventory does
                await planning.Empty(changes && which == 0 ? back < 3 ? one : last : unit, which == 0 ? A : B, month.ToString(),
                    [.. Enumerable.Range(1, day)], version: step + 1);
        }
        for (; changes && nextChange < script.Count; nextChange++)
            await script[nextChange]();
        await Finish();
        var run = await planning.Compute(asOf.ToString(), 6);
        var values = await planning.Db(db =>
            db.CpmValues.Where(x => x.Run == run && (x.BuyerCode == buyer || x.Code == buyer)).ToListAsync());
        var told = values
            .OrderBy(x => x.Level, StringComparer.Ordinal)
            .ThenBy(x => x.Code, StringComparer.Ordinal)
            .ThenBy(x => x.Clave, StringComparer.Ordinal)
            .Select(x => $"{x.Level} {x.Code} {x.Clave} {x.Status} {x.Cpm} {x.PlanningQuantity} {Encoding.UTF8.GetString(x.Months)}");
        return string.Join('\n', told).Replace($"{world}", "###", StringComparison.Ordinal);
    }
}
