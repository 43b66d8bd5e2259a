using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using HostOptions = Supply.Platform.Hosting.HostOptions;

namespace Supply.Benchmarks;

/// <summary>
/// A service that sends and one that receives, each with a database, and beside them a bare MassTransit bus, all on one broker.
/// </summary>
internal sealed class Measured : IAsyncDisposable
{
    private const int Writers = 8;
    private const int InFlight = 128; // as many as a handler prefetches
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(90);

    private readonly Finish finish = new();
    private readonly string postgres;
    private WebApplication sender = null!;
    private WebApplication receiver = null!;
    private IBusControl bare = null!;

    private Measured(string postgres) => this.postgres = postgres;

    public static async Task<Measured> Start(string postgres, string rabbit)
    {
        var measured = new Measured(postgres);
        measured.sender = await measured.Build<SenderDb>(new SenderService(), rabbit);
        measured.receiver = await measured.Build<ReceiverDb>(new ReceiverService(), rabbit);
        measured.bare = MassTransit.Bus.Factory.CreateUsingRabbitMq(x =>
        {
            x.Host(new Uri($"rabbitmq://{rabbit}/"), host =>
            {
                host.Username("guest");
                host.Password("guest");
            });
            x.ReceiveEndpoint("bare", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = InFlight;
                endpoint.Handler<TakenBare>(context =>
                {
                    measured.finish.Handled(context.Message.Id);
                    measured.finish.Committed();
                    return Task.CompletedTask;
                });
            });
        });
        await measured.bare.StartAsync();
        return measured;
    }

    /// <summary>Publish and consume with nothing around it, messages a second.</summary>
    public async Task<(double Rate, Cpu Cpu)> Bare(int count)
    {
        var done = finish.Expect(count);
        var (cpu, began) = (Cpu.Now(), TimeProvider.System.GetTimestamp());
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= count)
                await bare.Publish(Sample.Bare(Guid.CreateVersion7()));
        }));
        await done.WaitAsync(limit);
        var elapsed = TimeProvider.System.GetElapsedTime(began);
        return (count / elapsed.TotalSeconds, Cpu.Now().Since(cpu, count));
    }

    /// <summary>From a full outbox to the last committed effect, messages a second.</summary>
    public async Task<(double Rate, Cpu Cpu)> Flow<THandler>(int count)
    {
        for (var written = 0; written < count; written += 500)
            await Sending(db => db.Write(() =>
            {
                for (var i = 0; i < 500; i++)
                    Enqueue<THandler>(db, Guid.CreateVersion7());
                return Task.CompletedTask;
            }, default));
        var done = finish.Expect(count);
        using var relay = Relay();
        var (cpu, began) = (Cpu.Now(), TimeProvider.System.GetTimestamp());
        await relay.StartAsync(default);
        await done.WaitAsync(limit);
        var elapsed = TimeProvider.System.GetElapsedTime(began);
        var used = Cpu.Now().Since(cpu, count);
        await relay.StopAsync(default);
        return (count / elapsed.TotalSeconds, used);
    }

    /// <summary>Milliseconds from just before a slice's transaction to just after its message's, sorted.</summary>
    public async Task<List<double>> Paced<THandler>(int perSecond, TimeSpan time)
    {
        using var relay = Relay();
        await relay.StartAsync(default);
        var latencies = await Paced(perSecond, time, id => Sending(db => db.Write(() =>
        {
            db.Documents.Add(new Document { Id = id });
            Enqueue<THandler>(db, id);
            return Task.CompletedTask;
        }, default)));
        await relay.StopAsync(default);
        return latencies;
    }

    public Task<List<double>> BarePaced(int perSecond, TimeSpan time) => Paced(perSecond, time, id => bare.Publish(Sample.Bare(id)));

    public IReadOnlyList<(string Name, Func<Task> Slice)> Slices =>
    [
        ("raw SQL, one row", async () =>
        {
            await using var connection = new NpgsqlConnection(Database("sender"));
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var insert = new NpgsqlCommand(
                "INSERT INTO documents (id, version, facility, pieces, local_date) VALUES ($1, 1, 'HGIMB000011', 53, '2026-10-15')",
                connection) { Parameters = { new() { Value = Guid.CreateVersion7() } } };
            await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }),
        ("slice, one row", () => Sending(db => db.Write(() =>
        {
            db.Documents.Add(new Document { Id = Guid.CreateVersion7() });
            return Task.CompletedTask;
        }, default))),
        ("slice, one row and a message", () => Sending(db => db.Write(() =>
        {
            db.Documents.Add(new Document { Id = Guid.CreateVersion7() });
            Enqueue<AddDocument>(db, Guid.CreateVersion7());
            return Task.CompletedTask;
        }, default))),
    ];

    /// <summary>Eight writers as fast as they can; nothing is relayed meanwhile.</summary>
    public async Task<double> SlicesPerSecond(Func<Task> slice, TimeSpan time)
    {
        var written = 0;
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (TimeProvider.System.GetElapsedTime(began) < time)
            {
                await slice();
                Interlocked.Increment(ref written);
            }
        }));
        var rate = written / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await Sql("sender", "TRUNCATE outbox");
        return rate;
    }

    /// <summary>Inbox rows of 30 days and the rows that handlers made; the outbox is empty in between and does not grow.</summary>
    public async Task Fill(int rows)
    {
        // Ids as of version 7, in the order of their time, as messages have them.
        await Sql("receiver", $"""
            INSERT INTO inbox (message_id, handler, at, outcome)
            SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
                'receiver-' || CASE n % 3 WHEN 0 THEN 'add' WHEN 1 THEN 'find' ELSE 'query' END || '-document',
                638900000000000000 + n, 'done'
            FROM generate_series(1, {rows}) n;
            INSERT INTO documents (id, version, facility, pieces, local_date)
            SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
                1, 'HGIMB000011', 53, '2026-09-15' FROM generate_series(1, {rows}) n;
            ANALYZE inbox; ANALYZE documents; CHECKPOINT
            """);
    }

    /// <summary>What autovacuum does once a minute: without it statements keep the plans that they were given for empty tables.</summary>
    public async Task Vacuum()
    {
        await Sql("sender", "VACUUM ANALYZE");
        await Sql("receiver", "VACUUM ANALYZE");
    }

    public async ValueTask DisposeAsync()
    {
        await bare.StopAsync();
        foreach (var app in (WebApplication[])[sender, receiver])
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private async Task<WebApplication> Build<TDb>(SupplyService service, string rabbit) where TDb : SupplyDb
    {
        var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", DevTokens = true, Embedded = false, Relay = false, Schedule = false, Migrate = false,
            Settings = new Dictionary<string, string?>
            {
                ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = Database("{service}"), ["Bus:Nodes"] = rabbit,
                ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]), ["Patients:Keys:1"] = Convert.ToBase64String(new byte[32]),
            },
            Configure = x =>
            {
                x.Logging.SetMinimumLevel(LogLevel.Warning);
                x.Services.AddSingleton(finish).AddSingleton(new Subscribers(new Dictionary<string, string[]>
                {
                    [typeof(ToAdd).FullName!] = ["receiver-add-document"], [typeof(ToFind).FullName!] = ["receiver-find-document"],
                    [typeof(ToQuery).FullName!] = ["receiver-query-document"],
                }));
                if (typeof(TDb) == typeof(ReceiverDb))
                    x.Services.ConfigureDbContext<ReceiverDb>(options => options.AddInterceptors(finish), ServiceLifetime.Singleton);
                BusTransport.Add(x);
            },
        }, [service]);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TDb>().Database.EnsureCreatedAsync();
        await app.StartAsync();
        return app;
    }

    private string Database(string service) => $"{postgres};Database=bench_{service};Maximum Pool Size=30";

    private Relay<SenderDb> Relay() => ActivatorUtilities.CreateInstance<Relay<SenderDb>>(sender.Services);

    private static void Enqueue<THandler>(SenderDb db, Guid id)
    {
        if (typeof(THandler) == typeof(AddDocument))
            db.Enqueue(Sample.Added(id));
        else if (typeof(THandler) == typeof(FindDocument))
            db.Enqueue(Sample.Found(id));
        else
            db.Enqueue(Sample.Queried(id));
    }

    private async Task Sending(Func<SenderDb, Task> work)
    {
        await using var scope = sender.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<SenderDb>());
    }

    private async Task<List<double>> Paced(int perSecond, TimeSpan time, Func<Guid, Task> send)
    {
        var count = (int)(perSecond * time.TotalSeconds);
        var done = finish.Expect(count);
        var began = TimeProvider.System.GetTimestamp();
        var sent = new List<Task>(count);
        while (sent.Count < count)
        {
            for (var due = (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * perSecond); sent.Count < Math.Min(due, count);)
            {
                var id = Guid.CreateVersion7();
                finish.Began(id, TimeProvider.System.GetTimestamp());
                sent.Add(send(id));
            }
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
        await Task.WhenAll(sent);
        await done.WaitAsync(limit);
        return finish.Milliseconds();
    }

    private async Task Sql(string service, string text)
    {
        await using var connection = new NpgsqlConnection(Database(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
