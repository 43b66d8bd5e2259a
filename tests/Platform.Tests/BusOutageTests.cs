using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Supply.Bus;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>A broker that goes away, falls silent or loses a queue, and a service that stops: nothing is lost.</summary>
public sealed class BusOutageTests : BusHosts
{
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
                Wire.Cut();
            if (i is 60 or 100)
                Wire.Mend();
        }
        Wire.Mend();
        await Until("all are counted", async () => await Counted(beta, notes) == 120);
        await Until("the outbox is empty", () => Alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
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
            Wire.Silence();
            for (var i = 0; i < 20; i++)
                notes.Add(await Put($"into silence {i}"));
            await Until("all are counted", async () => await Counted(beta, notes) == notes.Count);
        }
        await Until("the outbox is empty", () => Alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
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
        await Until("they are in the queue", async () => await Channel.MessageCountAsync(Queue) == 6);

        await using var again = await Start(new BetaService(), configure: x => x.Services.AddSingleton(new Trouble { Poisonous = false }));
        await Until("they are counted", async () => await Counted(again, notes) == 6);
    }

    [Fact]
    public async Task A_queue_that_is_taken_away_from_one_of_several_subscribers_is_made_again_and_misses_nothing()
    {
        Needed();
        string[] queues = ["test-one", "test-another"];
        foreach (var queue in queues)
            await Channel.QueueDeleteAsync(queue);
        var subscribers = new Subscribers(new Dictionary<string, string[]> { [typeof(NoteForgotten).FullName!] = queues });
        await using var sender = await Start(new AlphaService(), configure: x => x.Services.AddSingleton(subscribers));
        await Say();
        await Until("both have it", async () => await Has(queues[0]) == 1 && await Has(queues[1]) == 1);

        await Channel.QueueDeleteAsync(queues[1]); // the other one still takes what is sent, so the broker returns nothing
        await Say();
        await Until("it is made again and has what was said", async () =>
        {
            sender.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            return await Has(queues[1]) >= 1; // at least once
        });
        await Until("it has left", () => sender.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
        foreach (var queue in queues)
            await Channel.QueueDeleteAsync(queue);

        async Task<uint?> Has(string queue)
        {
            await using var probe = await Connection.CreateChannelAsync();
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
}
