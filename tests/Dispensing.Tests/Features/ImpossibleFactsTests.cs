using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Tests.Features;

/// <summary>One fact that cannot be stops nothing else.</summary>
public sealed class ImpossibleFactsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_impossible_fact_among_ten_thousand_stops_nothing_else(bool streamed)
    {
        await using var host = await ServiceHost.Start(
            [new DispensingService()], settings: new Dictionary<string, string?> { ["Patients:Keys:1"] = DispensingHost.KeyOne });
        var pharmacy = host.As(Roles.Pharmacy, facility: "HGIMB000011");
        var id = Sample.NewId();
        await pharmacy.Put(Sample.Path(id), Sample.Prescription("HGIMB000011", Sample.Line(1, 1, 1, "010.000.9999.00")));
        var facts = Enumerable.Range(0, 10_000).Select(i => ServiceHost.Envelope(DispensingHost.Item($"010.000.{i:0000}.00") with
        {
            LocalDate = i == 5_000 ? new DateOnly(206, 1, 1) : new DateOnly(2026, 1, 1),
        })).ToList();
        foreach (var subscription in host.Services.GetServices<ISubscription>().Where(x => x.MessageType == typeof(ItemPublished).FullName))
        {
            var failed = new List<Exception>();
            foreach (var group in facts.Chunk(200))
                failed.AddRange(
                    (streamed ? await subscription.Apply(group, default) : await subscription.Run(group, default)).Select(x => x.Error)
                    .OfType<Exception>());
            Assert.Empty(failed);
            Assert.Equal(1, await host.Db<DispensingDb, int>(db => db.Parked.CountAsync(x => x.Handler == subscription.Handler)));
        }
        await host.Run("dispensing", "verify-prescriptions");
        Assert.Equal(9_999, await host.Db<DispensingDb, int>(db => db.Items.CountAsync()));
        Assert.DoesNotContain(
            "010.000.9999.00",
            (await pharmacy.Get(Sample.Path(id))).Json.GetProperty("unknown").EnumerateArray().Select(x => x.GetString()));
    }

    [Fact]
    public async Task One_prescription_that_cannot_be_verified_keeps_no_other_from_it()
    {
        await using var host = await ServiceHost.Start(
            [new DispensingService()], settings: new Dictionary<string, string?> { ["Patients:Keys:1"] = DispensingHost.KeyOne });
        var pharmacy = host.As(Roles.Pharmacy, facility: "HGIMB000011");
        var (bad, good) = (Sample.NewId(), Sample.NewId());
        await pharmacy.Put(Sample.Path(bad), Sample.Prescription("HGIMB000011", Sample.Line(1, 1, 1, "010.000.0001.00")));
        await pharmacy.Put(Sample.Path(good), Sample.Prescription("HGIMB000011", Sample.Line(1, 1, 1, "010.000.0002.00")));
        await host.Db<DispensingDb, int>(async db =>
        {
            foreach (var clave in (string[])["010.000.0001.00", "010.000.0002.00"])
                db.Items.Add(new() { Clave = clave, Version = 1 });
            await db.SaveChangesAsync();
            return await db.Prescriptions.Where(x => x.Id == bad)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.Lines, "no JSON"u8.ToArray()));
        });
        await host.Run("dispensing", "verify-prescriptions");
        Assert.DoesNotContain(
            "010.000.0002.00",
            (await pharmacy.Get(Sample.Path(good))).Json.GetProperty("unknown").EnumerateArray().Select(x => x.GetString()));
    }
}
