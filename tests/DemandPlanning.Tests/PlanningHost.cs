using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests;

/// <summary>A running planning service, shared by the tests of a class; each test uses facilities, buyers and periods of its own. It is 1
/// November 2026.</summary>
public sealed class PlanningHost : IAsyncLifetime
{
    public static readonly DateTimeOffset At = new(2026, 10, 15, 18, 0, 0, TimeSpan.Zero);

    public ServiceHost Host { get; private set; } = null!;

    public TestCaller Central => Host.As(Roles.Central, name: "autora");
    public TestCaller Medical => Host.As(Roles.Central, name: "médica");
    public TestCaller Administrative => Host.As(Roles.Central, name: "administrador");

    public async ValueTask InitializeAsync() =>
        Host = await ServiceHost.Start(new DemandPlanningService(), new DateTimeOffset(2026, 11, 1, 18, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task Buyer(string code, string name, string state = "13", params string[] aliases) =>
        Host.Deliver(new BuyerPublished(code, 1, At, At, new DateOnly(2026, 1, 1), name, "state", state, aliases));

    public Task Facility(string code, string? buyer = null, int version = 1, DateOnly? validFrom = null, DateOnly? opensOn = null,
        DateOnly? closesOn = null, string? unitType = null) =>
        Host.Deliver(new FacilityPublished(code, version, At, At, new DateOnly(2026, 1, 1), validFrom ?? new DateOnly(2020, 1, 1), code,
            FacilityCode.Stored(code).State.Code, "healthUnit", "America/Mexico_City", UnitType: unitType, OpensOn: opensOn,
            ClosesOn: closesOn, Buyer: buyer));

    public static PrescriptionChanged Prescription(
        string facility, DateOnly date, string clave, int prescribed, int dispensed, Guid? id = null, int version = 1,
        string status = "recorded",
        string kind = "individual", PrescriptionLine[]? more = null, PrescriptionDelivery[]? deliveries = null,
        string[]? unknown = null) => new(
        id ?? Guid.CreateVersion7(), version, At, At, date, "America/Mexico_City", facility, FacilityCode.Stored(facility).State.Code,
        kind, status, date,
        [new(1, clave, prescribed, dispensed), .. more ?? []], deliveries, unknown);

    public Task Deliver(PrescriptionChanged prescription) => Host.Deliver(prescription);

    /// <summary>The same pieces on one day of each of the months that end with the last.</summary>
    public async Task Dispense(string facility, string clave, string lastMonth, params int[] pieces)
    {
        var last = Month.Parse(lastMonth).Value;
        for (var i = 0; i < pieces.Length; i++)
            await Host.Deliver(Prescription(facility, last.Add(i + 1 - pieces.Length).First.AddDays(4), clave, pieces[i], pieces[i]),
                times: 1);
    }

    public Task Empty(string facility, string clave, string month, int[] days, bool closedEmpty = false, int version = 1,
        DateOnly? knownFrom = null) =>
        Host.Deliver(new StockOutDaysChanged(facility, clave, month, version, At, At, new DateOnly(2026, 1, 1), days, closedEmpty,
            knownFrom ?? new DateOnly(2020, 1, 1)));

    /// <summary>Computes the months and makes the result official.</summary>
    public async Task<Guid> Compute(string asOf, int window)
    {
        var run = await Explore(asOf, window);
        var official = await Central.Put($"/planning/cpm/runs/{run}/official", "");
        Assert.True(official.Status == 200, official.ToString());
        await Host.Run("planning", "compute-cpm");
        return run;
    }

    /// <summary>Computes the months, to look at.</summary>
    public async Task<Guid> Explore(string asOf, int window)
    {
        var started = await Central.Post("/planning/cpm/runs", new { asOf, window });
        Assert.Equal(202, started.Status);
        await Host.Run("planning", "compute-cpm");
        return started.Json.GetProperty("id").GetGuid();
    }

    public async Task<ListCpm.Item[]> Cpm(string query, TestCaller? by = null)
    {
        var answer = await (by ?? Central).Get($"/planning/cpm?{query}");
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Page<ListCpm.Item>>().Items.ToArray();
    }

    public Task<T> Db<T>(Func<PlanningDb, Task<T>> work) => Host.Db(work);
}
