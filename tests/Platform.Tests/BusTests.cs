using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>The distributed form: each service a host of its own, RabbitMQ between them.</summary>
public sealed class BusTests : IAsyncLifetime
{
    private const string Exchange = "Supply.Samples:NoteWritten";
    private const string Queue = "beta-count-note";

    private readonly string? broker = Environment.GetEnvironmentVariable("SUPPLY_TEST_RABBITMQ");
    private IConnection connection = null!;
    private IChannel channel = null!;
    private Wire wire = null!;
    private ServiceHost alpha = null!;

    public async ValueTask InitializeAsync()
    {
        if (broker is null)
            return;
        connection = await new ConnectionFactory { HostName = broker.Split(':')[0],
            Port = int.Parse(broker.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync();
        foreach (var queue in (string[])[Queue, "alpha-index-note", "alpha-mark-counted"])
            await channel.QueueDeleteAsync(queue);
        wire = new Wire(broker);
        alpha = await Start(new AlphaService());
    }

    public async ValueTask DisposeAsync()
    {
        if (broker is null)
            return;
        await alpha.DisposeAsync();
        wire.Dispose();
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task What_one_service_says_another_hears_once_and_answers()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var notes = new List<Guid>();
        for (var i = 0; i < 20; i++)
            notes.Add(await Put($"heard {i}"));
        await Until("all are counted and marked", async () => await Counted(beta, notes) == 20 && await alpha.Db<AlphaDb,
            int>(db => db.Effects.CountAsync(x => x.Handler == "mark" && x.Times == 1)) == 20);
        await alpha.Settle();
        await beta.Settle();

        var cause = await alpha.Db<AlphaDb,
            Effect>(db => db.Effects.AsNoTracking().SingleAsync(x => x.Note == notes[0] && x.Handler == "index"));
        var effect = await alpha.Db<AlphaDb,
            Effect>(db => db.Effects.AsNoTracking().SingleAsync(x => x.Note == notes[0] && x.Handler == "mark"));
        Assert.Equal(cause.Correlation, effect.Correlation);
    }

    [Fact]
    public async Task A_poison_message_is_parked_as_it_was_sent_while_others_pass_and_can_be_replayed()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var poison = await Put("poison «ñandú» <&> 1");
        var good = await Put("good");
        await Until("it is parked", async () => (await Parked(beta)).Count == 1);
        await Until("the other is counted", async () => await Counted(beta, [good]) == 1);
        var parked = Assert.Single(await Parked(beta));
        Assert.Equal(3, parked.Attempts);
        Assert.Equal("alpha", parked.Producer);
        Assert.Equal(MessageJson.Write(new NoteWritten(poison, "poison «ñandú» <&> 1")), parked.Body);

        beta.Services.GetRequiredService<Trouble>().Poisonous = false;
        Assert.Equal("done", (await beta.As(Roles.Operator)
            .Post($"/beta/ops/messages/parked/{parked.MessageId}/replay")).Json.GetProperty("outcome").GetString());
        Assert.Equal(1, await Counted(beta, [poison]));
    }

    [Fact]
    public async Task The_same_bytes_sent_again_from_outside_have_one_effect()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var spy = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(spy, Exchange, "");
        var note = await Put("overheard");
        await Until("it is counted", async () => await Counted(beta, [note]) == 1);

        var heard = await channel.BasicGetAsync(spy, autoAck: true);
        Assert.NotNull(heard);
        for (var i = 0; i < 3; i++)
            await channel.BasicPublishAsync(Exchange, "", mandatory: true, new BasicProperties(heard.BasicProperties), heard.Body);
        var last = await Put("after them");
        await Until("the one behind them is counted", async () => await Counted(beta, [last]) == 1);
        await Until("the queue is empty", async () => await channel.MessageCountAsync(Queue) == 0);
        Assert.Equal(1, await beta.Db<BetaDb, int>(db => db.Effects.Where(x => x.Note == note).Select(x => x.Times).SingleAsync()));
    }

    [Theory]
    [InlineData("""{"messageId":"0192f000-0000-7000-8000-000000000001","messageType":["urn:message:Supply.Samples:NoteWritten"],"message":{"id":7}}""", """{"id":7}""")]
    [InlineData("""{"messageId":"0192f000-0000-7000-8000-000000000002","messageType":["urn:message:Supply.Samples:Another"],"message":{"id": 8}}""", """{"id": 8}""")]
    [InlineData("this is no envelope", "this is no envelope")]
    public async Task What_cannot_be_read_is_parked_with_its_bytes_and_nothing_waits_behind_it(string body, string parked)
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        await channel.BasicPublishAsync("", Queue, mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json" }, Encoding.UTF8.GetBytes(body));
        var good = await Put("behind it");
        await Until("it is parked", async () => (await Parked(beta)).Count == 1);
        await Until("the other is counted", async () => await Counted(beta, [good]) == 1);
        Assert.Equal(parked, Encoding.UTF8.GetString(Assert.Single(await Parked(beta)).Body));
        await Until("the queue is empty", async () => await channel.MessageCountAsync(Queue) == 0);
    }

    [Fact]
    public async Task A_broker_that_goes_away_while_messages_are_sent_loses_none()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var notes = new List<Guid>();
        for (var i = 0; i < 120; i++)
        {
            notes.Add(await Put($"sent {i}")); // recording goes on
            if (i is 30 or 80)
                wire.Cut();
            if (i is 60 or 100)
                wire.Mend();
        }
        wire.Mend();
        await Until("all are counted", async () => await Counted(beta, notes) == 120);
        await Until("the outbox is empty", () => alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
        Assert.Equal(120, await beta.Db<BetaDb, int>(db => db.Effects.CountAsync(x => x.Times == 1)));
        Assert.Empty(await Parked(beta));
    }

    [Fact]
    public async Task Connections_that_say_nothing_any_more_are_given_up_for_new_ones()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var notes = new List<Guid> { await Put("before") };
        await Until("it is counted", async () => await Counted(beta, notes) == 1);
        for (var round = 0; round < 2; round++)
        {
            wire.Silence();
            for (var i = 0; i < 20; i++)
                notes.Add(await Put($"into silence {i}"));
            await Until("all are counted", async () => await Counted(beta, notes) == notes.Count);
        }
        await Until("the outbox is empty", () => alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task A_service_that_stops_in_the_middle_gives_back_what_it_has_not_done()
    {
        Needed();
        // Had it waited for what it tries again, it would end after the time that a host is given.
        var shutdown = 2 * Patience.Limit;
        var beta = await Start(new BetaService(), new RetryPolicy(1000, shutdown),
            x => x.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(y => y.ShutdownTimeout = shutdown));
        await Bound(Queue);
        var notes = new List<Guid> { await Put("poison until it is restarted") };
        for (var i = 0; i < 5; i++)
            notes.Add(await Put($"poison too {i}"));
        await Until("they are tried", () => Task.FromResult(beta.Services.GetRequiredService<Trouble>().Met.Count >= 6));
        var began = TimeProvider.System.GetTimestamp();
        await beta.DisposeAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, Patience.Limit);
        await Until("they are in the queue", async () => await channel.MessageCountAsync(Queue) == 6);

        await using var again = await Start(new BetaService(), configure: x => x.Services.AddSingleton(new Trouble { Poisonous = false }));
        await Until("they are counted", async () => await Counted(again, notes) == 6);
    }

    [Fact]
    public async Task Queues_that_are_made_beforehand_keep_what_is_said_before_their_service_first_starts()
    {
        Needed();
        await Task.Run(async () => // the bus leaves its logger in the flow that made it
        {
            var options = new HostOptions { Urls = "http://127.0.0.1:0", Embedded = false, Relay = false, Schedule = false,
                Migrate = false, Configure = BusTransport.AddTopology, Settings = Bus() };
            await using var app = await SupplyHost.Build([], options, [new BetaService()]);
            await BusTransport.DeclareQueues(app.Services, default);
        });
        var early = await Put("early");
        await Until("it has left", () => alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
        await using var beta = await Start(new BetaService());
        await Until("it is counted", async () => await Counted(beta, [early]) == 1);
    }

    [Fact]
    public async Task A_queue_that_is_taken_away_from_one_of_several_subscribers_is_made_again_and_misses_nothing()
    {
        Needed();
        string[] queues = ["test-one", "test-another"];
        foreach (var queue in queues)
            await channel.QueueDeleteAsync(queue);
        var subscribers = new Subscribers(new Dictionary<string, string[]> { [typeof(NoteForgotten).FullName!] = queues });
        await using var sender = await Start(new AlphaService(), configure: x => x.Services.AddSingleton(subscribers));
        await Say();
        await Until("both have it", async () => await Has(queues[0]) == 1 && await Has(queues[1]) == 1);

        await channel.QueueDeleteAsync(queues[1]); // the other one still takes what is sent, so the broker returns nothing
        await Say();
        await Until("it is made again and has what was said", async () =>
        {
            sender.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            return await Has(queues[1]) >= 1; // at least once
        });
        await Until("it has left", () => sender.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
        foreach (var queue in queues)
            await channel.QueueDeleteAsync(queue);

        async Task<uint?> Has(string queue)
        {
            await using var probe = await connection.CreateChannelAsync();
            try
            {
                return await probe.MessageCountAsync(queue);
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                return null; // there is none
            }
        }

        Task<bool> Say() => sender.Db<AlphaDb,
            bool>(db => db.Write(() => { db.Enqueue(new NoteForgotten(Guid.CreateVersion7())); return Task.FromResult(true); }, default));
    }

    private void Needed()
    {
        if (broker is null)
            Assert.Skip("needs RabbitMQ (./tests/run starts one)");
    }

    private Dictionary<string, string?> Bus() => new() { ["Bus:Host"] = $"rabbitmq://127.0.0.1:{wire.Port}/" };

    private Task<ServiceHost> Start(SupplyService service, RetryPolicy? retry = null,
        Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null) => ServiceHost.Start([service], relay: true,
        retry: retry, embedded: false, settings: Bus(), configure: x =>
    {
        BusTransport.Add(x);
        x.Logging.ClearProviders(); // a broker that goes away is reported for each message
        configure?.Invoke(x);
    });

    private async Task<Guid> Put(string text)
    {
        var id = Guid.CreateVersion7();
        var answer = await alpha.As(Roles.Central).Put($"/alpha/notes/{id}", new { text, facility = Samples.Facility });
        Assert.Equal(201, answer.Status);
        return id;
    }

    private static Task<int> Counted(ServiceHost beta, List<Guid> notes) => beta.Db<BetaDb,
        int>(db => db.Effects.CountAsync(x => notes.Contains(x.Note) && x.Times == 1));

    private static Task<List<ParkedMessage>> Parked(ServiceHost beta) => beta.Db<BetaDb,
        List<ParkedMessage>>(db => db.Parked.AsNoTracking().ToListAsync());

    /// <summary>The bus starts beside the host; a message sent before the queue is bound would not reach it.</summary>
    private Task Bound(string queue) => Until("the queue is there", async () =>
    {
        await using var probe = await connection.CreateChannelAsync();
        try
        {
            return await probe.ConsumerCountAsync(queue) > 0;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    });

    private async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                Assert.Fail($"Waited in vain until {what}.");
            alpha.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
