using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Inventory.Features.Prescriptions;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Tests.Features;

/// <summary>What a group of prescriptions asks the database for does not grow with the group.</summary>
public sealed class GroupStatementTests : IAsyncLifetime
{
    private const int Facilities = 6;
    private readonly StatementCounter statements = new();
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost.Start(
            [new InventoryService()], configure: x => x.Services.ConfigureDbContext<InventoryDb>(db => db.AddInterceptors(statements)));
        for (var facility = 0; facility < Facilities; facility++)
            Assert.Equal(201, (await host.As("warehouse", facility: Code(facility)).Put($"/inventory/receipts/{Guid.CreateVersion7()}", new
            {
                facility = Code(facility), supplier = "L", receivedOn = "2026-10-01",
                lines = Enumerable.Range(0, 20).Select(x => InventoryHost.Goods("A", 10_000, clave: Clave(x))).ToArray(),
            })).Status);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static string Code(int facility) => $"HGIMB{facility:000000}";

    private static string Clave(int clave) => $"010.000.{clave:0000}.00";

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_group_asks_a_fixed_number_of_times(int size)
    {
        var group = Group(size, host.Clock.GetUtcNow().AddDays(-1));
        Assert.InRange(await Statements(group), 1, 10);
        Assert.InRange(await Statements(Group(size, host.Clock.GetUtcNow().AddDays(-2))), 1, 14); // late: each pair is replayed
        var voided = group.Select(x => x with { Version = 2, Status = "voided" });
        Assert.InRange(await Statements([.. voided]), 1, 16); // and what was posted is read
        Assert.Equal(Facilities * 20 * 10_000 - size * 3, await host.Db<InventoryDb, long>(db => db.Balances.SumAsync(x => x.OnHand)));
    }

    private async Task<int> Statements(IReadOnlyList<PrescriptionChanged> group) => (await statements.Of(
        () => host.Db<InventoryDb, bool>(db => db.Write(async () =>
        {
            var handler = new PostPrescription(db, host.Clock);
            await handler.Load(group, default);
            foreach (var message in group)
                await handler.Handle(message, default);
            await handler.Complete(default);
            return true;
        }, default)))).Count;

    private static IReadOnlyList<PrescriptionChanged> Group(int size, DateTimeOffset at)
    {
        var random = new Random(size);
        return
        [
            .. Enumerable.Range(0, size).Select(i => InventoryHost.Prescription(Code(random.Next(Facilities)), at.AddSeconds(i), 1) with
            {
                Lines =
                [
                    .. Enumerable.Range(1, 3).Select(line => new PrescriptionLine(line, Clave(random.Next(20)), 1, 1)),
                ],
            }),
        ];
    }
}
