using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests;

/// <summary>A running inventory, shared by the tests of a class; each test uses facilities of its own.</summary>
public sealed class InventoryHost : IAsyncLifetime
{
    private int next;

    public ServiceHost Host { get; private set; } = null!;

    /// <summary>It is noon in Mexico City on 15 October 2026.</summary>
    public DateTimeOffset Now => Host.Clock.GetUtcNow();

    public async ValueTask InitializeAsync() => Host = await ServiceHost.Start(new InventoryService());

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A facility that no other test uses.</summary>
    public string Facility(string prefix = "HG") => $"{prefix}IMB{Interlocked.Increment(ref next):000000}";

    public TestCaller Warehouse(string facility) => Host.As(Roles.Warehouse, facility: facility);

    public TestCaller Central => Host.As(Roles.Central);

    public static object Goods(string lot, int quantity, string expires = "2027-12-31", string clave = Claves.Paracetamol) =>
        new { clave, lot, expiresOn = expires, quantity };

    public Task<Answer> Receive(string facility, DateTimeOffset? at, params object[] lines) =>
        Receive(facility, Guid.CreateVersion7(), at, null, lines);

    public Task<Answer> Receive(string facility, Guid id, DateTimeOffset? at, string? source, params object[] lines) =>
        Warehouse(facility).Put($"/inventory/receipts/{id}", new
        {
            facility, supplier = "Laboratorios", fundingSource = source,
            receivedOn = (at ?? Now).AddHours(-6).ToString("yyyy-MM-dd", null), receivedAt = at, lines,
        });

    /// <summary>What the others are told of positions, once the job has run.</summary>
    public async Task<List<StockPositionChanged>> Positions()
    {
        await Host.Run("inventory", "publish-positions");
        return await Outgoing<StockPositionChanged>();
    }

    public Task<Answer> Ship(
        string from, string to, int quantity, Guid? id = null, bool hold = false, DateTimeOffset? at = null, string? source = null) =>
        Warehouse(from).Put($"/inventory/shipments/{id ?? Guid.CreateVersion7()}", new
        {
            from, to, hold, dispatchedAt = at, lines = new[] { new { clave = Claves.Paracetamol, quantity, fundingSource = source } },
        });

    public Task<Answer> Take(
        Answer shipment, string to, int good, int damaged = 0, int missing = 0, string? lot = null, string? reason = null,
        Guid? id = null) =>
        Warehouse(to).Put(
            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{id ?? Guid.CreateVersion7()}",
            new { receivedOn = "2026-10-15", lines = new[] { new { clave = Claves.Paracetamol, lot, good, damaged, missing, reason } } });

    public static PrescriptionChanged Prescription(
        string facility, DateTimeOffset at, int dispensed, string? lot = null, int version = 1, string status = "recorded",
        Guid? id = null) =>
        new(
            id ?? Guid.CreateVersion7(), version, at, at, DateOnly.FromDateTime(at.AddHours(-6).Date), "America/Mexico_City",
            facility, "13", "individual", status, DateOnly.FromDateTime(at.Date),
            [
                new PrescriptionLine(
                    1, Claves.Paracetamol, dispensed, dispensed, Lots: lot is null ? null : [new DispensedLot(lot, dispensed)]),
            ]);

    /// <summary>Pieces on hand by lot and condition, without empty balances.</summary>
    public async Task<Dictionary<string, long>> Stock(string facility)
    {
        var answer = await Central.Get($"/inventory/stock?facility={facility}");
        return answer.Json.GetProperty("items").EnumerateArray().ToDictionary(
            x => x.GetProperty("lot").GetString()
                + (x.GetProperty("condition").GetString() is "usable" ? "" : " " + x.GetProperty("condition").GetString()),
            x => x.GetProperty("onHand").GetInt64());
    }

    public async Task<long> Discrepancy(string facility) =>
        (await Central.Get($"/inventory/discrepancies?facility={facility}")).Json
            .GetProperty("items")
            .EnumerateArray()
            .Sum(x => x.GetProperty("discrepancy").GetInt64());

    public Task<List<T>> Outgoing<T>() => Host.Outgoing<InventoryDb, T>();

    public async Task Conserves()
    {
        await Host.Run("inventory", "check-conservation");
        var answer = await Central.Get("/inventory/conservation");
        Assert.True(
            answer.Status == 200
                && answer.Json.GetProperty("checked").GetInt64() > 0
                && answer.Json.GetProperty("differences").GetInt64() == 0,
            answer.ToString());
    }
}
