using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Two copies of a service, each a process with its relay, on one PostgreSQL database.</summary>
[Collection(nameof(RabbitMq))]
public sealed class RelayTests(RabbitMq rabbit) : IAsyncLifetime
{
    private const string Exchange = "Supply.Samples:NoteForgotten";

    private readonly TestDatabase database = new();
    private readonly List<Process> copies = [];
    private readonly Dictionary<Guid, int> heard = [];
    private IConnection connection = null!;

    public async ValueTask InitializeAsync()
    {
        if (RabbitCluster.Missing is not null || Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null)
            Assert.Skip("needs PostgreSQL and RabbitMQ (./tests/run starts them)");
        await database.Create(server: true, ["alpha"]);
        connection = await new ConnectionFactory { Port = rabbit.Nodes.Port(0) }.CreateConnectionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var copy in copies)
        {
            copy.Kill();
            await copy.WaitForExitAsync();
            copy.Dispose();
        }
        if (connection is not null)
            await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Two_copies_send_each_message_once_and_one_that_is_killed_loses_none()
    {
        await Listen();
        await Start();
        await Start();
        await Insert(12_000);
        await Until("all have left", async () => await Waiting() == 0);
        await Until("all are heard", () => Task.FromResult(Heard().Messages == 12_000));
        Assert.Equal((12_000, 12_000), Heard());

        await Insert(8_000);
        await Until("it is in the middle", async () => await Waiting() is > 0 and < 6_000);
        copies[1].Kill();
        await Until("all have left", async () => await Waiting() == 0);
        await Until("all are heard", () => Task.FromResult(Heard().Messages == 20_000));
        Assert.InRange(Heard().Deliveries, 20_000, 20_200); // at most the batch that the dead one had sent and not deleted
    }

    private (int Messages, int Deliveries) Heard()
    {
        lock (heard)
            return (heard.Count, heard.Values.Sum());
    }

    private async Task Listen()
    {
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, Exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            lock (heard)
            {
                var id = Guid.Parse(e.BasicProperties.MessageId!);
                heard[id] = heard.GetValueOrDefault(id) + 1;
            }
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }

    private async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AlphaService).Assembly.Location]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in database.Settings(server: true))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DevTokens__Key"] = Convert.ToBase64String(new byte[32]);
        start.Environment["Bus__Nodes"] = rabbit.Nodes.Addresses;
        var process = Process.Start(start)!;
        copies.Add(process);
        _ = process.StandardError.ReadToEndAsync();
        Assert.StartsWith("http://", await process.StandardOutput.ReadLineAsync() ?? "nothing: it did not start", StringComparison.Ordinal);
    }

    private Task<long> Insert(int count) => Sql($$"""
        INSERT INTO outbox (id, type, body, producer, created_at, due_at, attempts, correlation_id)
        SELECT id, 'Supply.Samples.NoteForgotten', convert_to('{"id":"' || id || '"}', 'UTF8'), 'alpha', 0, n, 0, id
        FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, {{count}}) n) many
        """);

    private Task<long> Waiting() => Sql("SELECT count(*) FROM outbox");

    private async Task<long> Sql(string text)
    {
        await using var server = new NpgsqlConnection(database.Settings(server: true)["Database:ConnectionString"]!.Replace("{service}",
            "alpha", StringComparison.Ordinal));
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(text, server);
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private static async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                Assert.Fail($"Waited in vain until {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
