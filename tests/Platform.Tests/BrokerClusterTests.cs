using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Three nodes of RabbitMQ, and what happens to them, under services that nobody restarts.</summary>
[Collection(nameof(RabbitMq))]
public sealed class BrokerClusterTests(RabbitMq rabbit) : IAsyncLifetime
{
    private const string Queue = "beta-count-note";
    private static readonly Subscribers subscribers = new(new Dictionary<string, string[]>
    {
        [typeof(NoteWritten).FullName!] = ["alpha-index-note", Queue], [typeof(NoteCounted).FullName!] = ["alpha-mark-counted"],
    });

    private readonly List<Guid> notes = [];
    private ServiceHost alpha = null!;
    private ServiceHost? beta;

    public async ValueTask InitializeAsync()
    {
        if (RabbitCluster.Missing is not null)
            Assert.Skip(RabbitCluster.Missing);
        alpha = await Start(new AlphaService());
    }

    public async ValueTask DisposeAsync()
    {
        if (beta is not null)
            await beta.DisposeAsync();
        if (alpha is not null)
            await alpha.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_die_under_load_the_publishers_own_and_others_and_all_flows_again_by_itself()
    {
        beta = await Start(new BetaService());
        await Written(20);
        await AllCounted();
        Assert.Equal(3, await Members());
        var random = new Random(20261125);
        for (var round = 0; round < 4; round++)
        {
            using var enough = new CancellationTokenSource();
            var load = Load(enough.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1000)), TimeProvider.System);
            var own = await PublishersNode(random.Next(3));
            var victim = round % 2 == 0 ? own : (own + 1 + random.Next(2)) % 3;
            await rabbit.Nodes.Kill(victim);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3000)), TimeProvider.System);
            await enough.CancelAsync();
            await load;
            await Written(5);
            await AllCounted(); // while the node is still away
            await rabbit.Nodes.BringBack(victim);
        }
        await Written(20);
        await AllCounted();
        await NothingIsLeft();
    }

    [Fact]
    public async Task A_broker_that_is_short_of_memory_is_waited_for_on_one_connection()
    {
        beta = await Start(new BetaService());
        await Written(5);
        await AllCounted();
        var before = await Connections();
        await rabbit.Nodes.Control(0, "eval", "rabbit_alarm:set_alarm({{resource_limit, memory, node()}, []}).");
        await Written(300); // more than a batch; recording goes on
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System); // longer than a batch waits for its confirms
        var (waiting, during) = (await Waiting(), await Connections());
        await rabbit.Nodes.Control(0, "eval", "rabbit_alarm:clear_alarm({resource_limit, memory, node()}).");
        Assert.Equal(300, waiting);
        Assert.Equal(before, during);
        await AllCounted();
        await NothingIsLeft();
    }

    [Fact]
    public async Task What_waits_longer_than_the_broker_allows_is_done_once_all_the_same()
    {
        await Set("consumer_timeout", 3_000);
        await Set("channel_tick_interval", 1_000);
        try
        {
            beta = await Start(new BetaService());
            beta.Services.GetRequiredService<Trouble>().Unavailable = true;
            await Written(10);
            await Task.Delay(TimeSpan.FromSeconds(12), TimeProvider.System);
            beta.Services.GetRequiredService<Trouble>().Unavailable = false;
            await Written(5);
            await AllCounted();
            await NothingIsLeft();
        }
        finally
        {
            await Set("consumer_timeout", 1_800_000);
            await Set("channel_tick_interval", 60_000);
        }

        Task Set(string setting, int milliseconds) => rabbit.Nodes.Control(
            0, "eval", $"rpc:multicall(application, set_env, [rabbit, {setting}, {milliseconds}]).");
    }

    [Fact]
    public async Task A_message_waits_a_while_for_its_handlers_database_and_then_at_the_end_of_the_queue()
    {
        beta = await Start(new BetaService(), ("Bus:HoldSeconds", "2"));
        beta.Services.GetRequiredService<Trouble>().Unavailable = true;
        await Written(10);
        await Until("they are tried", () => Task.FromResult(beta.Services.GetRequiredService<Trouble>().Met.Count > 10));
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        await beta.DisposeAsync();
        await using (var channel = await Channel())
        {
            var given = await channel.BasicGetAsync(Queue, autoAck: false);
            Assert.True(given!.BasicProperties.Headers!["x-delivery-count"] is > 1L); // once is the stop
            await channel.BasicRejectAsync(given.DeliveryTag, requeue: true);
        }
        beta = await Start(new BetaService());
        await AllCounted();
        await NothingIsLeft();
    }

    [Fact]
    public async Task A_broker_that_is_replaced_by_an_empty_one_is_furnished_again_and_what_is_said_before_its_hearer_runs_waits()
    {
        await using (var channel = await Channel())
            await channel.QueueDeleteAsync(Queue); // as if its service had never run
        await Written(10);
        await Until("they have left", async () => await Waiting() == 0);
        beta = await Start(new BetaService());
        await AllCounted();
        await NothingIsLeft();
        await rabbit.Nodes.Replace(); // under both
        await Written(10);
        await AllCounted();
        await using (var channel = await Channel())
            await channel.QueueDeleteAsync("alpha-index-note");
        await using (var channel = await Channel())
            await channel.QueueDeleteAsync(Queue);
        await Written(10);
        await AllCounted();
        await NothingIsLeft();
    }

    private Task<ServiceHost> Start(SupplyService service, params (string Key, string Value)[] more) =>
        ServiceHost.Start([service], relay: true, embedded: false, settings: more.Append(("Bus:Nodes", rabbit.Nodes.Addresses))
            .ToDictionary(x => x.Item1, x => (string?)x.Item2), configure: x =>
        {
            x.Services.AddSingleton(subscribers);
            BusTransport.Add(x);
            x.Logging.ClearProviders(); // a broker that goes away is reported for each batch
        });

    private async Task Written(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            var answer = await alpha.As(Roles.Central).Put($"/alpha/notes/{id}", new { text = "a note", facility = Samples.Facility });
            Assert.Equal(201, answer.Status);
            notes.Add(id);
        }
    }

    private async Task Load(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Written(1);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private Task AllCounted() =>
        Until("all are counted once", () => beta!.Db<BetaDb,
        bool>(async db => await db.Effects.CountAsync(x => notes.Contains(x.Note) && x.Times == 1) == notes.Count));

    private async Task NothingIsLeft()
    {
        await Until("the answers are marked", () => alpha.Db<AlphaDb,
            bool>(async db => await db.Effects.CountAsync(x => notes.Contains(x.Note) && x.Handler == "mark"
            && x.Times == 1) == notes.Count));
        Assert.Equal(0, await beta!.Db<BetaDb, int>(db => db.Effects.CountAsync(x => x.Times != 1)));
        Assert.Equal(0, await beta!.Db<BetaDb, int>(db => db.Parked.CountAsync()));
        Assert.Equal(0, await alpha.Db<AlphaDb, int>(db => db.Parked.CountAsync()));
        await Until("the outboxes are empty", async () => await Waiting() == 0 && await beta!.Db<BetaDb,
            bool>(async db => !await db.Outbox.AnyAsync()));
    }

    private Task<int> Waiting() => alpha.Db<AlphaDb, int>(db => db.Outbox.CountAsync());

    /// <summary>Between two connections it has none for a moment.</summary>
    private async Task<int> PublishersNode(int witness)
    {
        int? node = null;
        await Until("somebody publishes", async () => (node = await rabbit.Nodes.NodeOf("supply-publisher", witness)) is not null);
        return node!.Value;
    }

    private async Task<string> Connections() =>
        string.Join('\n', (await rabbit.Nodes.Control(0, "list_connections", "peer_port", "client_properties")).Split('\n')
            .Where(x => x.Contains("supply-publisher", StringComparison.Ordinal)).Select(x => x.Split('\t')[0]).Order());

    private async Task<int> Members() =>
        (await rabbit.Nodes.Control(0, "list_queues", "name", "members")).Split('\n')
            .Single(x => x.StartsWith(Queue, StringComparison.Ordinal)).Split("@localhost").Length - 1;

    private async Task<IChannel> Channel()
    {
        connection ??= await new ConnectionFactory().CreateConnectionAsync([new AmqpTcpEndpoint("127.0.0.1", rabbit.Nodes.Port(0))]);
        if (!connection.IsOpen)
            connection = await new ConnectionFactory().CreateConnectionAsync([new AmqpTcpEndpoint("127.0.0.1", rabbit.Nodes.Port(0))]);
        return await connection.CreateChannelAsync();
    }

    private IConnection? connection;

    private async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit) // MassTransit comes back after up to a minute
                Assert.Fail($"Waited in vain until {what}; {await Waiting()} wait in the outbox; {await Queues()}");
            alpha.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            beta?.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private Task<string> Queues() => rabbit.Nodes.Control(
        0, "list_queues", "name", "messages_ready", "messages_unacknowledged", "consumers", "state", "leader");
}
