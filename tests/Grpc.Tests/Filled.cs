using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Dispensing.Persistence;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Grpc.Tests;

/// <summary>What a service that fills itself has taken, against the one that it took it from.</summary>
internal static class Filled
{
    /// <summary>That many items, straight into the catalogue's database, large enough that they do not all fit on the way.</summary>
    public static Task<bool> Items(ServiceHost host, int count, int length = 2000) => host.Db<CatalogDb, bool>(async db =>
    {
        db.Items.AddRange(Enumerable.Range(0, count).Select(i => new Item
        {
            Clave = $"010.000.{i:0000}.00", Version = 1, Description = new string('x', length), ProductClass = ProductClass.Medicine,
            Active = true,
        }));
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>Rows of the catalogue's stream.</summary>
    public static Task<long> Taken(ServiceHost host) =>
        host.Db<DispensingDb, long>(db => db.Fills.Where(x => x.Stream == "catalogue").Select(x => x.Count).SingleAsync());

    public static async Task<IReadOnlyList<FillRoutes.FillView>> Fills(ServiceHost host, string service) =>
        [.. (await host.As(Roles.Operator).Get($"/{service}/ops/fills")).Read<Page<FillRoutes.FillView>>().Items];

    public static Task AllTaken(ServiceHost host, string service) => World.Until(
        async () => (await Fills(host, service)).All(x => x.Status == "taken"),
        async () => JsonSerializer.Serialize(await Fills(host, service)));

    public static async Task SameFigures(ServiceHost expected, ServiceHost actual)
    {
        var (before, after) = (await Rows(expected), await Rows(actual));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);

        static async Task<List<string>> Rows(ServiceHost host)
        {
            var figures = await host.Db<IndicatorsDb, List<Figure>>(db => db.Figures.AsNoTracking().ToListAsync());
            return [.. figures.Select(Show).Order(StringComparer.Ordinal)];
        }

        static string Show(Figure x) =>
            $"{x.Family} {x.Level} {x.Code} {x.Period}: {JsonSerializer.Serialize(x.Coverage)} {JsonSerializer.Serialize(x.Counts.Named)}";
    }

    /// <param name="but">Members that may differ.</param>
    public static async Task SameRows<TDb, TRow>(ServiceHost expected, ServiceHost actual, params string[] but)
        where TDb : SupplyDb where TRow : class
    {
        var (before, after) = (await Rows(expected), await Rows(actual));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);

        async Task<List<string>> Rows(ServiceHost host)
        {
            var rows = await host.Db<TDb, List<TRow>>(db => db.Set<TRow>().AsNoTracking().ToListAsync());
            return [.. rows.Select(Show).Order(StringComparer.Ordinal)];
        }

        string Show(TRow row)
        {
            var json = JsonSerializer.SerializeToNode(row, MessageJson.Options)!.AsObject();
            foreach (var member in but)
                json.Remove(member);
            return json.ToJsonString();
        }
    }
}
