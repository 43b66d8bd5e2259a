using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>What goes over the broker arrives once, and what cannot be taken is put aside.</summary>
public sealed class BusTests : BusHosts
{
    private const string Exchange = "Supply.Samples:NoteWritten";

    [Fact]
    public async Task What_one_service_says_another_hears_once_and_answers()
    {
        Needed();
        await using var beta = await Start(new BetaService());
        await Bound(Queue);
        var notes = new List<Guid>();
        for (var i = 0; i < 20; i++)
            notes.Add(await Put($"heard {i}"));
        await Until("all are counted and marked", async () => await Counted(beta, notes) == 20 && await Alpha.Db<AlphaDb,
            int>(db => db.Effects.CountAsync(x => x.Handler == "mark" && x.Times == 1)) == 20);
        await Alpha.Settle();
        await beta.Settle();

        var cause = await Alpha.Db<AlphaDb,
            Effect>(db => db.Effects.AsNoTracking().SingleAsync(x => x.Note == notes[0] && x.Handler == "index"));
        var effect = await Alpha.Db<AlphaDb,
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
        var spy = (await Channel.QueueDeclareAsync()).QueueName;
        await Channel.QueueBindAsync(spy, Exchange, "");
        var note = await Put("overheard");
        await Until("it is counted", async () => await Counted(beta, [note]) == 1);

        var heard = await Channel.BasicGetAsync(spy, autoAck: true);
        Assert.NotNull(heard);
        for (var i = 0; i < 3; i++)
            await Channel.BasicPublishAsync(Exchange, "", mandatory: true, new BasicProperties(heard.BasicProperties), heard.Body);
        var last = await Put("after them");
        await Until("the one behind them is counted", async () => await Counted(beta, [last]) == 1);
        await Until("the queue is empty", async () => await Channel.MessageCountAsync(Queue) == 0);
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
        await Channel.BasicPublishAsync("", Queue, mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json" }, Encoding.UTF8.GetBytes(body));
        var good = await Put("behind it");
        await Until("it is parked", async () => (await Parked(beta)).Count == 1);
        await Until("the other is counted", async () => await Counted(beta, [good]) == 1);
        Assert.Equal(parked, Encoding.UTF8.GetString(Assert.Single(await Parked(beta)).Body));
        await Until("the queue is empty", async () => await Channel.MessageCountAsync(Queue) == 0);
    }

    [Fact]
    public async Task Queues_that_are_made_beforehand_keep_what_is_said_before_their_service_first_starts()
    {
        Needed();
        await Task.Run(async () => // the bus leaves its logger in the flow that made it
        {
            for (var left = 5; left > 0; left--)
            {
                var options = new HostOptions { Urls = "http://127.0.0.1:0", Embedded = false, Relay = false, Schedule = false,
                    Migrate = false, Configure = BusTransport.AddTopology, Settings = Bus() };
                await using var app = await SupplyHost.Build([], options, [new BetaService()]);
                try
                {
                    await BusTransport.DeclareQueues(app.Services, default);
                    return;
                }
                catch (TimeoutException) when (left > 1)
                {
                    // the broker is busy: who asks again is answered
                }
            }
        });
        var early = await Put("early");
        await Until("it has left", () => Alpha.Db<AlphaDb, bool>(async db => !await db.Outbox.AnyAsync()));
        await using var beta = await Start(new BetaService());
        await Until("it is counted", async () => await Counted(beta, [early]) == 1);
    }
}
