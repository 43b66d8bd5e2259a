using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>The patient is known to nobody: not to the database, not to a log, not to who reads the record.</summary>
public sealed class PatientTests
{
    private const string Patient = "PERJ800101HDFRRN09 Juan Pérez";
    private const string Facility = "HGIMB000011";
    private static readonly string keyTwo = Convert.ToBase64String(Enumerable.Range(100, 32).Select(x => (byte)x).ToArray());

    [Fact]
    public async Task The_patient_is_in_no_row_log_answer_or_message()
    {
        using var log = new Lines();
        await using var host = await ServiceHost.Start(
            [new DispensingService()], configure: x => x.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        var (pharmacy, id, wrong) = (host.As(Roles.Pharmacy, facility: Facility), Sample.NewId(), Sample.NewId());
        var record = Sample.Prescription(Facility).With("patient", Patient);
        Answer[] answers =
        [
            await pharmacy.Put(Sample.Path(id), record), await pharmacy.Put(Sample.Path(id), record),
            await pharmacy.Put(Sample.Path(id), record.With("patient", Patient + "x")),
            await pharmacy.Put(Sample.Path(wrong), record.With("lines", null)),
            await pharmacy.Put(Sample.Path(wrong), record.With("patient", (string[])[Patient])),
            await pharmacy.PostText(
                "/dispensing/prescriptions/batch",
                $$"""{"id":"{{Sample.NewId()}}","facility":"{{Facility}}","patient":"{{Patient}}","""
                + $$""" "lines":[{"line":1,"clave":"010.000.0104.00","prescribed":1,"dispensed":1}]}"""
                + "\n{\"patient\":\"" + Patient,
                "application/x-ndjson"),
            await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "error" }), await pharmacy.Get(Sample.Path(id)),
            await pharmacy.Get("/dispensing/prescriptions"),
        ];

        Assert.Equal([201, 200, 409, 422, 422, 200, 200, 200, 200], answers.Select(x => x.Status));
        Assert.True(answers[7].Json.GetProperty("patientLinked").GetBoolean());
        Assert.All(answers, x => Assert.DoesNotContain("PERJ800101", x.Text, StringComparison.OrdinalIgnoreCase));
        Assert.All(log.All, x => Assert.DoesNotContain("PERJ800101", x, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("PERJ800101", await Dump(host), StringComparison.OrdinalIgnoreCase);
        var hash = await host.Db<DispensingDb,
            byte[]?>(db => db.Prescriptions.Where(x => x.Id == id).Select(x => x.PatientHash).SingleAsync());
        Assert.DoesNotContain(Convert.ToBase64String(hash!), answers[7].Text, StringComparison.Ordinal);
        Assert.Equal(
            1, await host.Db<DispensingDb,
            int>(db => db.AuditTrail.CountAsync(x => x.Action == "prescription.read" && x.Document == id.ToString())));
    }

    [Fact]
    public async Task After_a_new_key_a_repetition_is_still_one_and_another_patient_still_another()
    {
        var id = Sample.NewId();
        var record = Sample.Prescription(Facility).With("patient", Patient);
        var ring = new Dictionary<string, string?> { ["Patients:Keys:1"] = DispensingHost.KeyOne };
        await using var host = await ServiceHost.Start([new DispensingService()], settings: ring);
        var pharmacy = host.As(Roles.Pharmacy, facility: Facility);
        Assert.Equal(201, (await pharmacy.Put(Sample.Path(id), record)).Status);
        // The same database, as a host with the old key had left it.
        ring["Patients:Keys:2"] = keyTwo;
        await using var rotated = await ServiceHost.Start([new DispensingService()], settings: ring);
        await Copy(host, rotated);
        pharmacy = rotated.As(Roles.Pharmacy, facility: Facility);

        Assert.Equal(200, (await pharmacy.Put(Sample.Path(id), record)).Status);
        Assert.Equal(409, (await pharmacy.Put(Sample.Path(id), record.With("patient", "otro"))).Status);
        Assert.Equal(409, (await pharmacy.Put(Sample.Path(id), record.With("patient", null))).Status);
        var later = Sample.NewId();
        Assert.Equal(
            (201, 200), ((await pharmacy.Put(Sample.Path(later), record)).Status, (await pharmacy.Put(Sample.Path(later), record)).Status));
        Assert.Equal(
            [1, 2], await rotated.Db<DispensingDb,
            List<int?>>(db => db.Prescriptions.OrderBy(x => x.PatientKey).Select(x => x.PatientKey).ToListAsync()));
    }

    private static async Task Copy(ServiceHost from, ServiceHost to)
    {
        var rows = await from.Db<DispensingDb, List<Prescription>>(db => db.Prescriptions.AsNoTracking().ToListAsync());
        var answers = await from.Db<DispensingDb, List<Platform.Persistence.StoredAnswer>>(db => db.Answers.AsNoTracking().ToListAsync());
        await to.Db<DispensingDb, int>(db => { db.AddRange(rows); db.AddRange(answers); return db.SaveChangesAsync(); });
    }

    // Every value of every table, blobs as text; on SQLite also the bytes of its files.
    private static async Task<string> Dump(ServiceHost host) => await host.Db<DispensingDb, string>(async db =>
    {
        var text = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(x => x.GetTableName()).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names are the model's own
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    text.AppendLine(reader[i] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader[i].ToString());
        }
        if (db.Database.IsSqlite())
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(db.Database.GetDbConnection().DataSource)!))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                text.Append(await reader.ReadToEndAsync());
            }
        return text.ToString();
    });

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
