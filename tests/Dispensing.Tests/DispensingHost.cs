using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests;

/// <summary>A running dispensing service, shared by the tests of a class; each test uses facilities and claves of its own.</summary>
public sealed class DispensingHost : IAsyncLifetime
{
    public const string KeyOne = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private int facilities;

    public ServiceHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ServiceHost.Start([new DispensingService()],
        settings: new Dictionary<string, string?> { ["Patients:Keys:1"] = KeyOne });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A facility that no other test uses.</summary>
    public string Facility(string prefix = "HG") => $"{prefix}IMB{Interlocked.Increment(ref facilities):000000}";

    public TestCaller Pharmacy(string facility) => Host.As(Roles.Pharmacy, facility: facility, name: "farmacia de prueba");

    public Task<List<Prescription>> Stored(string facility) =>
        Host.Db<DispensingDb, List<Prescription>>(db => db.Prescriptions.AsNoTracking().Where(x => x.Facility == facility).ToListAsync());

    /// <summary>What was published about the prescription, by version.</summary>
    public async Task<List<PrescriptionChanged>> Told(Guid id) =>
        [.. (await Host.Outgoing<DispensingDb, PrescriptionChanged>()).Where(x => x.Id == id).OrderBy(x => x.Version)];

    public Task Know(string facility, int version = 1, params string[] predecessors) =>
        Host.Deliver(Facility(facility, version, predecessors));

    public Task Know(params string[] claves) => Task.WhenAll(claves.Select(x => Host.Deliver(Item(x))));

    public static FacilityPublished Facility(string code, int version = 1, params string[] predecessors) => new(
        code, version, At, At, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1),
        "Unidad", FacilityCode.Stored(code).State.Code, FacilityKind.HealthUnit, Zones.Of(FacilityCode.Stored(code).State.Code),
        Predecessors: predecessors);

    public static ItemPublished Item(string clave, int version = 1) =>
        new(clave, version, At, At, new DateOnly(2026, 1, 1), "Insumo", "medicine");
}
