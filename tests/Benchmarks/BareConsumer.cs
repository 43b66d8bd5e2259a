using MassTransit;
using Npgsql;

namespace Supply.Benchmarks;

/// <summary>A MassTransit bus with one consumer, which does nothing or adds a row.</summary>
internal sealed class BareConsumer : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly string rabbit;
    private readonly IBusControl sender;

    private BareConsumer(NpgsqlDataSource database, string rabbit, IBusControl sender) =>
        (this.database, this.rabbit, this.sender) = (database, rabbit, sender);

    public static async Task<BareConsumer> Start(string postgres, string rabbit)
    {
        await Execute(postgres + ";Database=postgres", "CREATE DATABASE bench_bare");
        var connection = postgres + ";Database=bench_bare;Maximum Pool Size=20;Max Auto Prepare=20";
        await Execute(connection, "CREATE TABLE taken (id uuid PRIMARY KEY, at timestamptz NOT NULL, body text NOT NULL)");
        var sender = Bus(rabbit, _ => { });
        await sender.StartAsync();
        return new(NpgsqlDataSource.Create(connection), rabbit, sender);
    }

    public static IBusControl Bus(string rabbit, Action<IRabbitMqBusFactoryConfigurator> endpoints) =>
        MassTransit.Bus.Factory.CreateUsingRabbitMq(x =>
        {
            x.Host(new Uri($"rabbitmq://{rabbit}/"), host =>
            {
                host.Username("guest");
                host.Password("guest");
            });
            endpoints(x);
        });

    /// <summary>Into the queue of that name, which is there.</summary>
    public static async Task Fill(IBusControl sender, string queue, IReadOnlyList<object> messages)
    {
        var endpoint = await sender.GetSendEndpoint(new Uri("exchange:" + queue));
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (x, ct) =>
            await endpoint.Send(x, x.GetType(), ct));
    }

    /// <returns>
    /// Messages a second and microseconds of processor time for each, from the start of the bus on a full queue to the last of them.
    /// </returns>
    public async Task<(double Rate, double Cpu)> Take<T>(IReadOnlyList<T> messages, bool addsRow) where T : class
    {
        var (queue, left) = ($"bare-{typeof(T).Name}", int.MaxValue);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = Bus(rabbit, x => x.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = 128; // as many as a handler prefetches
            endpoint.Handler<T>(async context =>
            {
                if (addsRow)
                    await Add(context.MessageId!.Value);
                if (Interlocked.Decrement(ref left) == 0)
                    done.TrySetResult();
            });
        }));
        await bus.StartAsync(); // makes the queue
        await bus.StopAsync();
        await Fill(sender, queue, messages);
        Interlocked.Exchange(ref left, messages.Count);
        var (cpu, began) = (Cpu.Now(), TimeProvider.System.GetTimestamp());
        await bus.StartAsync();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var rate = messages.Count / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var used = Cpu.Now().Since(cpu, messages.Count).All;
        await bus.StopAsync();
        return (rate, used);
    }

    public static async Task Execute(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await sender.StopAsync();
        await database.DisposeAsync();
    }

    private async Task Add(Guid id)
    {
        await using var insert = database.CreateCommand("INSERT INTO taken (id, at, body) VALUES ($1, now(), 'done')");
        insert.Parameters.Add(new() { Value = id });
        await insert.ExecuteNonQueryAsync();
    }
}
