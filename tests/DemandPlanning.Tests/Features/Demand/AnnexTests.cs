using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Demand;

public sealed class AnnexTests(PlanningHost planning, ITestOutputHelper output) : IClassFixture<PlanningHost>
{
    [Fact]
    public async Task The_annex_is_accounted_for_row_by_row_and_a_second_import_changes_nothing()
    {
        if (RealData.Path("demand/imss_bienestar_2027_2028.csv") is not { } path)
        {
            Assert.Skip(RealData.Absent);
            return;
        }
        var text = await File.ReadAllTextAsync(path, Encoding.UTF8);
        var names = text.Split('\n').Skip(1).Where(x => x.Length > 0).Select(x => x.Split(',')[1].Trim()).Distinct().ToList();
        Assert.Equal(38, names.Count);
        for (var i = 0; i < names.Count; i++)
            await planning.Buyer($"B{i:00}", $"Comprador {i}", "13", names[i]);
        await planning.Central.Put("/planning/demand/2027-2028", new { from = "2027-01", months = 24 });

        var began = Stopwatch.GetTimestamp();
        var first = (await planning.Central.PostText("/planning/demand/2027-2028/import", text, "text/csv")).Read<ImportReport>();
        output.WriteLine($"first import {Stopwatch.GetElapsedTime(began)}");
        Assert.Equal((47_809, 47_809, 0, 0, 0), (first.Received, first.Created, first.Updated, first.Unchanged, first.Rejected.Count));

        began = Stopwatch.GetTimestamp();
        var total = (await planning.Central.Get("/planning/demand/2027-2028?group=total")).Read<Page<ListDemand.Item>>().Items.Single();
        output.WriteLine($"total {Stopwatch.GetElapsedTime(began)}");
        Assert.Equal((620_616_829L, 1_551_500_173L, 1_551_500_173L, 1_792, 38),
            (total.Min, total.Max, total.Consolidated, total.Claves, total.Buyers));
        Assert.Equal(0, total.MinDeviates); // every minimum that the rule computes is the printed one

        began = Stopwatch.GetTimestamp();
        var second = (await planning.Central.PostText("/planning/demand/2027-2028/import", text, "text/csv")).Read<ImportReport>();
        output.WriteLine($"second import {Stopwatch.GetElapsedTime(began)}");
        Assert.Equal((47_809, 0, 0, 47_809, 0), (second.Received, second.Created, second.Updated, second.Unchanged, second.Rejected.Count));

        var byBuyer = (await planning.Central.Get("/planning/demand/2027-2028?group=buyer")).Read<Page<ListDemand.Item>>();
        Assert.Equal((38, total.Max, total.Min), (byBuyer.Items.Count, byBuyer.Items.Sum(x => x.Max), byBuyer.Items.Sum(x => x.Min)));
        await Publish(total);
    }

    // The whole annex through both approvals, publication and the opening of the next version.
    private async Task Publish(ListDemand.Item total)
    {
        Assert.Equal(200, (await planning.Medical.Post("/planning/demand/2027-2028/approvals", new { side = "medical" })).Status);
        Assert.Equal(200, (await planning.Administrative.Post("/planning/demand/2027-2028/approvals",
            new { side = "administrative" })).Status);
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(200, (await planning.Central.Post("/planning/demand/2027-2028/publish")).Status);
        output.WriteLine($"publish {Stopwatch.GetElapsedTime(began)}");
        var sent = await planning.Host.Outgoing<Persistence.PlanningDb, Contracts.DemandPlanning.DemandApproved>();
        Assert.Equal((38, total.Lines, total.Max), (sent.Count, sent.Sum(x => x.Lines.Count), sent.Sum(x => x.Lines.Sum(y => y.Max))));

        began = Stopwatch.GetTimestamp();
        var opened = await planning.Central.Post("/planning/demand/2027-2028/versions");
        output.WriteLine($"next version {Stopwatch.GetElapsedTime(began)}");
        Assert.Equal((200, 2), (opened.Status, opened.Json.GetProperty("edition").GetInt32()));
        Assert.Equal(total.Lines, await planning.Db(db => db.Lines.CountAsync(x => x.Period == "2027-2028" && x.Edition == 2)));
    }
}
