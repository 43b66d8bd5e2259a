using Mono.Cecil;
using Supply.Catalog;
using Supply.DemandPlanning;
using Supply.Dispensing;
using Supply.Indicators;
using Supply.Inventory;
using Supply.Platform.Hosting;
using Supply.PurchaseOrders;

namespace Supply.Architecture.Tests;

/// <summary>The six services as programs and as compiled files.</summary>
internal static class House
{
    public static readonly SupplyService[] Services =
        [new CatalogService(), new DemandPlanningService(), new PurchaseOrdersService(), new InventoryService(), new DispensingService(),
            new IndicatorsService()];

    public static TheoryData<string> Names => [.. Services.Select(x => x.GetType().Assembly.GetName().Name!)];

    public static string Root => SourceTree.Root;

    public static AssemblyDefinition Read(string name)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, name + ".dll"),
            new ReaderParameters(ReadingMode.Immediate) { AssemblyResolver = resolver, InMemory = true });
    }
}
