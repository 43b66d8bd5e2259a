using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Patients;

/// <summary>A patient who was sealed on a device is the same patient as one who was written plainly.</summary>
public sealed class SealedPatientTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private const string Patient = " PERJ800101HDFRRN09 Juan Pérez ";

    private readonly string facility = dispensing.Facility();

    private TestCaller Pharmacy => dispensing.Pharmacy(facility);

    [Fact]
    public async Task Sealed_and_plain_are_the_same_record()
    {
        var (key, id, plainId) = (await Key(), Sample.NewId(), Sample.NewId());
        var record = Sample.Prescription(facility).With("folio", "S-1");
        var first = record.With("sealedPatient", Browser.Seal(Patient, id, key));
        Assert.Equal(201, (await Pharmacy.Put(Sample.Path(id), first)).Status);
        Assert.Equal(200, (await Pharmacy.Put(Sample.Path(id), first)).Status);
        Assert.Equal(200, (await Pharmacy.Put(Sample.Path(id), record.With("sealedPatient", Browser.Seal(Patient, id, key)))).Status);
        Assert.Equal(200, (await Pharmacy.Put(Sample.Path(id), record.With("patient", Patient))).Status);
        Assert.Equal("dispensing.id-reused",
            (await Pharmacy.Put(Sample.Path(id), record.With("sealedPatient", Browser.Seal("otra", id, key)))).Code);
        Assert.Equal("dispensing.id-reused", (await Pharmacy.Put(Sample.Path(id), record)).Code);

        Assert.Equal(201, (await Pharmacy.Put(Sample.Path(plainId), record.With("patient", Patient))).Status);
        var stored = await dispensing.Stored(facility);
        Assert.Equal(stored[0].PatientHash, stored[1].PatientHash);
        Assert.All(stored, x => Assert.NotNull(x.DuplicateSince));
        Assert.True((await Pharmacy.Get(Sample.Path(id))).Json.GetProperty("patientLinked").GetBoolean());
    }

    [Fact]
    public async Task A_batch_opens_each_line_and_refuses_the_damaged_alone()
    {
        var (key, good, bad, blank) = (await Key(), Sample.NewId(), Sample.NewId(), Sample.NewId());
        var lines = string.Join('\n', new[]
        {
            Line(good, Browser.Seal(Patient, good, key)), Line(bad, Browser.Seal(Patient, good, key)),
            Line(blank, Browser.Seal("  ", blank, key)),
        });
        var answers = (await Pharmacy.PostText("/dispensing/prescriptions/batch", lines, "application/x-ndjson")).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => JsonDocument.Parse(x).RootElement).ToList();
        Assert.Equal(["recorded", "refused", "recorded"], answers.Select(x => x.GetProperty("status").GetString()));
        Assert.Equal("dispensing.sealed-patient", answers[1].GetProperty("code").GetString());
        var stored = (await dispensing.Stored(facility)).ToDictionary(x => x.Id, x => x.PatientHash);
        Assert.Equal(((Guid[])[good, blank]).Order(), stored.Keys.Order());
        Assert.NotNull(stored[good]);
        Assert.Null(stored[blank]);

        string Line(Guid id, object envelope) => JsonSerializer.Serialize(
            Sample.Prescription(facility).With("id", id).With("sealedPatient", envelope));
    }

    public static TheoryData<string, string?, string, string> Damages => new()
    {
        { "keyId", "unknown", "dispensing.sealing-key", "sealedPatient.keyId" },
        { "keyId", null, "dispensing.sealing-key", "sealedPatient.keyId" },
        { "iv", null, "dispensing.sealed-patient", "sealedPatient.iv" },
        { "iv", "AAAA", "dispensing.sealed-patient", "sealedPatient.iv" },
        { "iv", "AAAAAAAAAAAAAAAA", "dispensing.sealed-patient", "sealedPatient" },
        { "data", "AAAA", "dispensing.sealed-patient", "sealedPatient.data" },
        { "data", "¡no!", "dispensing.sealed-patient", "sealedPatient.data" },
        { "data", new string('A', 6000), "dispensing.sealed-patient", "sealedPatient.data" },
        { "data", new string('A', 88), "dispensing.sealed-patient", "sealedPatient" },
        { "ephemeralKey", "AAAA", "dispensing.sealed-patient", "sealedPatient.ephemeralKey" },
        { "ephemeralKey", "BA" + new string('A', 85), "dispensing.sealed-patient", "sealedPatient" }, // no point of the curve
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task What_cannot_be_opened_is_refused_by_name_and_nothing_is_stored(
        string member, string? value, string code, string field)
    {
        var id = Sample.NewId();
        var answer = await Pharmacy.Put(Sample.Path(id),
            Sample.Prescription(facility).With("sealedPatient", Browser.Seal(Patient, id, await Key()).With(member, value)));
        Assert.Equal((422, code, field), (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
        Assert.Empty(await dispensing.Stored(facility));
    }

    [Fact]
    public async Task Both_at_once_or_no_text_are_refused()
    {
        var (key, id) = (await Key(), Sample.NewId());
        var envelope = Browser.Seal(Patient, id, key);
        Assert.Equal("dispensing.patient-twice", (await Pharmacy.Put(Sample.Path(id),
            Sample.Prescription(facility).With("patient", Patient).With("sealedPatient", envelope))).Code);
        Assert.Equal(201, (await Pharmacy.Put(Sample.Path(id),
            Sample.Prescription(facility).With("patient", " ").With("sealedPatient", envelope))).Status);
    }

    [Fact]
    public async Task The_key_is_the_same_for_a_quarter_and_its_private_half_is_in_no_row()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Key()));
        Assert.Single(keys.Select(x => x.GetProperty("keyId").GetString()).Distinct());
        Assert.Equal(("EC", "P-256"), (keys[0].GetProperty("jwk").GetProperty("kty").GetString(),
            keys[0].GetProperty("jwk").GetProperty("crv").GetString()));
        var row = await dispensing.Host.Db<DispensingDb, SealingKey>(db => db.SealingKeys.AsNoTracking().SingleAsync());
        Assert.Equal(row.CreatedAt.AddDays(490), keys[0].GetProperty("validUntil").GetDateTimeOffset());
        var ring = Ring(("1", DispensingHost.KeyOne));
        Assert.True(SealingKeys.IsUsable(row, ring));
        Assert.False(SealingKeys.IsUsable(row, Ring(("1", Convert.ToBase64String(new byte[32])))));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() =>
        {
            using var pair = System.Security.Cryptography.ECDiffieHellman.Create();
            pair.ImportPkcs8PrivateKey(row.PrivateKey, out _);
        });
        Assert.Equal(403, (await dispensing.Host.As(Roles.Central).Get("/dispensing/sealing-key")).Status);
    }

    [Fact]
    public async Task An_old_key_opens_for_400_days_after_its_quarter_and_another_copy_opens_it_too()
    {
        var settings = new Dictionary<string, string?> { ["Patients:Keys:1"] = DispensingHost.KeyOne };
        await using var host = await ServiceHost.Start([new DispensingService()], settings: settings);
        var clock = host.Clock;
        var old = (await Caller().Get("/dispensing/sealing-key")).Json;
        clock.Advance(TimeSpan.FromDays(91));
        var next = (await Caller().Get("/dispensing/sealing-key")).Json;
        Assert.NotEqual(old.GetProperty("keyId").GetString(), next.GetProperty("keyId").GetString());

        clock.Advance(TimeSpan.FromDays(398)); // the 489th
        await host.Run("dispensing", "renew-sealing-keys");
        Assert.Equal(201, await Put(old));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(422, await Put(old)); // also before it is deleted
        await host.Run("dispensing", "renew-sealing-keys");
        Assert.Equal(422, await Put(old));
        Assert.Equal(201, await Put(next));
        Assert.Equal(1, await host.Db<DispensingDb, int>(db => db.SealingKeys.CountAsync()));

        TestCaller Caller() => host.As(Roles.Pharmacy, facility: facility);
        async Task<int> Put(JsonElement key)
        {
            var id = Sample.NewId();
            return (await Caller().Put(Sample.Path(id), Sample.Prescription(facility).With("presentedAt", clock.GetUtcNow())
                .With("prescribedOn", null).With("sealedPatient", Browser.Seal(Patient, id, key)))).Status;
        }
    }

    [Fact]
    public void A_key_moves_to_a_newer_key_of_the_patients_and_one_of_a_lost_ring_is_not_used()
    {
        var key = SealingKeys.Make(Ring(("1", DispensingHost.KeyOne)), DateTimeOffset.UnixEpoch);
        var both = Ring(("1", DispensingHost.KeyOne), ("2", Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('k', 32)))));
        SealingKeys.Renew(key, both);
        Assert.Equal(2, key.ProtectedBy);
        Assert.True(SealingKeys.IsUsable(key, both));
        Assert.False(SealingKeys.IsUsable(key, Ring(("1", DispensingHost.KeyOne))));
    }

    private static PatientKeys Ring(params (string Version, string Key)[] keys) => PatientKeys.From(
        new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(x => KeyValuePair.Create($"Patients:Keys:{x.Version}", (string?)x.Key))).Build());

    private async Task<JsonElement> Key() => (await Pharmacy.Get("/dispensing/sealing-key")).Json;
}
