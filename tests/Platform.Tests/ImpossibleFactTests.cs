using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Bus;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>One fact that cannot be among ten thousand: it is parked at once, with the reason, and the others go on.</summary>
[Collection(BusHosts.Queues)]
public sealed class ImpossibleFactTests
{
    private const int Facts = 10_000;
    private static readonly DateTimeOffset at = new(2026, 10, 15, 18, 0, 0, TimeSpan.Zero);
    private static readonly NoteDated odd = Fact() with { LocalDate = new DateOnly(206, 11, 20) };

    [Fact]
    public async Task By_message_in_one_process_it_is_parked_and_the_rest_arrives()
    {
        await using var samples = await Samples.Start();
        await Enqueue(samples.Host);
        await samples.Until("all are through", async () => await Kept(samples.Host) == Facts && (await samples.Waiting()).Count == 0);
        await TheOddOneIsParked(samples.Host);
    }

    [Fact]
    public async Task By_message_over_the_broker_it_is_parked_and_the_rest_arrives()
    {
        if (Environment.GetEnvironmentVariable("SUPPLY_TEST_RABBITMQ") is not { } broker)
        {
            Assert.Skip("needs RabbitMQ (./tests/run starts one)");
            return;
        }
        var bus = new Dictionary<string, string?> { ["Bus:Host"] = $"rabbitmq://{broker}/" };
        var queues = new Subscribers(new Dictionary<string, string[]> { [typeof(NoteDated).FullName!] = ["beta-keep-dated-note"] });
        await using var alpha = await ServiceHost.Start([new AlphaService()], relay: true, embedded: false, settings: bus, configure: x =>
        {
            x.Services.AddSingleton(queues);
            BusTransport.Add(x);
        });
        await using var beta = await ServiceHost.Start([new BetaService()], relay: true, embedded: false, settings: bus,
            configure: BusTransport.Add);
        await Enqueue(alpha);
        var began = TimeProvider.System.GetTimestamp();
        while (await Kept(beta) < Facts || await beta.Db<BetaDb, bool>(async db => !await db.Parked.AnyAsync()))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Limit, $"{await Kept(beta)} of {Facts} facts arrived");
            alpha.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        await TheOddOneIsParked(beta);
    }

    [Theory]
    [InlineData("0206-11-20", "2026-10-15", "2026-10-15")]
    [InlineData("2026-10-15", "0001-01-01", "2026-10-15")]
    [InlineData("2026-10-15", "2026-10-15", "9999-12-31")]
    [InlineData("1999-12-31", "2026-10-15", "2026-10-15")]
    [InlineData("2027-11-20", "2026-10-15", "2026-10-15")]
    public async Task A_date_outside_what_can_be_is_parked_by_message_and_by_stream(string local, string occurred, string recorded)
    {
        await using var samples = await Samples.Start(relay: false);
        var fact = Fact() with { LocalDate = DateOnly.Parse(local, CultureInfo.InvariantCulture), OccurredAt = Instant(occurred),
            RecordedAt = Instant(recorded) };
        await ParkedBothWays(samples, fact, "it can be from 2000-01-01");
    }

    [Fact]
    public async Task The_first_and_the_last_date_that_can_be_are_taken()
    {
        await using var samples = await Samples.Start(relay: false);
        foreach (var day in (string[])["2000-01-01", "2027-11-19"])
            await samples.Host.Deliver(Fact() with { LocalDate = DateOnly.Parse(day, CultureInfo.InvariantCulture),
                OccurredAt = Instant(day), RecordedAt = Instant(day) });
        Assert.Equal(2, await Kept(samples.Host));
    }

    [Fact]
    public async Task An_id_of_zeros_is_parked_by_message_and_by_stream()
    {
        await using var samples = await Samples.Start(relay: false);
        await ParkedBothWays(samples, Fact() with { Id = Guid.Empty }, "all zeros");
    }

    [Fact]
    public async Task What_a_handler_calls_impossible_is_parked_without_another_attempt_and_stays_parked_when_it_is_replayed()
    {
        await using var samples = await Samples.Start(relay: false);
        await ParkedBothWays(samples, Fact("impossible: 31 days of stock in a month of 30"), "31 days of stock");
        var parked = (await samples.Parked())[0];
        var again = await samples.Operator.Post($"/beta/ops/messages/parked/{parked.MessageId}/replay");
        Assert.Equal("parked", again.Json.GetProperty("outcome").GetString());
        Assert.Equal(200, (await samples.Operator.Post($"/beta/ops/messages/parked/{parked.MessageId}/discard")).Status);
        Assert.DoesNotContain(await samples.Parked(), x => x.MessageId == parked.MessageId);
        Assert.All(await samples.Host.DeliverOnce(parked.ToEnvelope()), x => Assert.Null(x.Error));
        Assert.DoesNotContain(await samples.Parked(), x => x.MessageId == parked.MessageId); // given up for good
    }

    private static async Task ParkedBothWays(Samples samples, NoteDated fact, string reason)
    {
        var handler = samples.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "beta-keep-dated-note");
        Envelope[] messages = [.. new[] { Fact(), fact, Fact() }.Select(ServiceHost.Envelope)];
        Envelope[] stream = [.. new[] { Fact(), fact, Fact() }.Select(ServiceHost.Envelope)];
        for (var delivery = 0; delivery < 2; delivery++)
            Assert.All(await handler.Run(messages, default), x => Assert.Null(x.Error));
        Assert.All(await handler.Apply(stream, default), x => Assert.Null(x.Error));
        Assert.Equal(4, await Kept(samples.Host));
        var parked = await samples.Parked();
        Assert.Equal(new[] { messages[1].MessageId, stream[1].MessageId }.Order(), parked.Select(x => x.MessageId).Order());
        Assert.All(parked, x => Assert.Contains(reason, x.Error, StringComparison.Ordinal));
        Assert.All(parked, x => Assert.Equal(1, x.Attempts));
    }

    private static Task<bool> Enqueue(ServiceHost host) => host.Db<AlphaDb, bool>(async db =>
    {
        foreach (var group in Enumerable.Range(0, Facts + 1).Chunk(1000))
        {
            await db.Write(() =>
            {
                foreach (var number in group)
                    db.Enqueue(number == Facts / 2 ? odd : Fact());
                return Task.CompletedTask;
            }, default);
            db.ChangeTracker.Clear();
        }
        return true;
    });

    private static Task<int> Kept(ServiceHost host) => host.Db<BetaDb, int>(db => db.Effects.CountAsync(x => x.Handler == "dated"));

    private static async Task TheOddOneIsParked(ServiceHost host)
    {
        var parked = Assert.Single(await host.Db<BetaDb, List<ParkedMessage>>(db => db.Parked.AsNoTracking().ToListAsync()));
        Assert.Equal(("beta-keep-dated-note", 1), (parked.Handler, parked.Attempts));
        Assert.Contains("local date is 0206-11-20", parked.Error, StringComparison.Ordinal);
        Assert.Equal(odd.Id, MessageJson.Read<NoteDated>(parked.Body).Id);
        Assert.Equal(Facts, await Kept(host));
    }

    private static NoteDated Fact(string text = "a fact") => new(Guid.CreateVersion7(), 1, at, at, new DateOnly(2026, 10, 15), text);

    private static DateTimeOffset Instant(string day) =>
        new(DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
