using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class ParkingTests : IAsyncLifetime
{
    private Samples samples = null!;

    public async ValueTask InitializeAsync() => samples = await Samples.Start(new RetryPolicy(3, TimeSpan.FromMilliseconds(10)));

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task A_poison_message_is_parked_after_its_attempts_without_holding_up_the_others()
    {
        var before = await samples.Put("before");
        var poison = await samples.Put("poison 1");
        var after = await samples.Put("after");
        await samples.Until("the others are through", async () => await samples.Effects(before) == (1, 1, 1)
            && await samples.Effects(after) == (1, 1, 1));
        await samples.Until("it is parked", async () => (await samples.Parked()).Count == 1);
        await samples.Host.Settle();

        var parked = Assert.Single(await samples.Parked());
        Assert.Equal(("beta-count-note", 3, "alpha"), (parked.Handler, parked.Attempts, parked.Producer));
        Assert.Contains("cannot take poison 1", parked.Error, StringComparison.Ordinal);
        Assert.Equal(poison, MessageJson.Read<NoteWritten>(parked.Body).Id);
        Assert.Equal((1, 0, 0), await samples.Effects(poison));
    }

    [Fact]
    public async Task A_message_that_always_times_out_is_parked_and_holds_up_nobody()
    {
        var endless = await samples.Put("endless query");
        var after = await samples.Put("after it");
        await samples.Until("the other is through", async () => await samples.Effects(after) == (1, 1, 1));
        await samples.Until("it is parked", async () => (await samples.Parked()).Count == 1);
        var parked = Assert.Single(await samples.Parked());
        Assert.Equal(endless, MessageJson.Read<NoteWritten>(parked.Body).Id);
        Assert.Contains("longer than a statement may", parked.Error, StringComparison.Ordinal);
        Assert.Equal(200, (await samples.Host.WithoutToken().Get("/health/ready")).Status);
    }

    [Fact]
    public async Task The_operator_sees_replays_and_discards_parked_messages()
    {
        var (cured, given) = (await samples.Put("poison cured"), await samples.Put("poison given up"));
        await samples.Until("both are parked", async () => (await samples.Parked()).Count == 2);
        var rows = await samples.Parked();
        var (first, second) = (rows.Single(x => MessageJson.Read<NoteWritten>(x.Body).Id == cured),
            rows.Single(x => MessageJson.Read<NoteWritten>(x.Body).Id == given));

        var listed = (await samples.Operator.Get("/beta/ops/messages/parked")).Json.GetProperty("items");
        Assert.Equal(2, listed.GetArrayLength());
        Assert.Equal(typeof(NoteWritten).FullName, listed[0].GetProperty("type").GetString());

        var stillBad = await samples.Operator.Post($"/beta/ops/messages/parked/{first.MessageId}/replay");
        Assert.Equal((200, "parked"), (stillBad.Status, stillBad.Json.GetProperty("outcome").GetString()));
        Assert.Equal(2, (await samples.Parked()).Count);

        samples.Trouble.Poisonous = false;
        var replayed = await samples.Operator.Post($"/beta/ops/messages/parked/{first.MessageId}/replay");
        Assert.Equal((200, "done"), (replayed.Status, replayed.Json.GetProperty("outcome").GetString()));
        await samples.Until("its effect and what follows are there", async () => await samples.Effects(cured) == (1, 1, 1));
        Assert.Equal(404, (await samples.Operator.Post($"/beta/ops/messages/parked/{first.MessageId}/replay")).Status);

        var discarded = await samples.Operator.Post($"/beta/ops/messages/parked/{second.MessageId}/discard");
        Assert.Equal((200, "discarded"), (discarded.Status, discarded.Json.GetProperty("outcome").GetString()));
        Assert.Empty(await samples.Parked());
        Assert.All(await samples.Host.DeliverOnce(second.ToEnvelope()), x => Assert.Null(x.Error));
        Assert.Equal((1, 0, 0), await samples.Effects(given)); // given up for good, also when it comes again
        Assert.Equal("discarded",
            await samples.Beta(db => db.Inbox.Where(x => x.MessageId == second.MessageId).Select(x => x.Outcome).SingleAsync()));

        var audit = (await samples.Operator.Get("/beta/ops/audit")).Json.GetProperty("items").EnumerateArray()
            .Select(x => (x.GetProperty("action").GetString(), x.GetProperty("subject").GetString())).Order().ToList();
        Assert.Equal([("message.discarded", "olga"), ("message.replayed", "olga")], audit);
    }

    [Fact]
    public async Task Both_copies_of_a_parked_message_stay_out_until_it_is_replayed()
    {
        await samples.Put("poison again");
        await samples.Until("it is parked", async () => (await samples.Parked()).Count == 1);
        samples.Trouble.Poisonous = false;
        var parked = Assert.Single(await samples.Parked());
        await samples.Host.DeliverOnce(parked.ToEnvelope());
        Assert.Single(await samples.Parked());
        Assert.Equal(0, await samples.Beta(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task A_body_that_is_not_the_message_is_parked_with_its_bytes()
    {
        var id = Guid.CreateVersion7();
        var body = Encoding.UTF8.GetBytes("""{"id":"not an id","text":7}""");
        await samples.Alpha(db => db.Write(() =>
        {
            db.Outbox.Add(new OutboxRow { Id = id, Type = typeof(NoteWritten).FullName!, Body = body, Producer = "alpha",
                CreatedAt = db.Origin.Clock.GetUtcNow(), DueAt = db.Origin.Clock.GetUtcNow() });
            return Task.FromResult(true);
        }, default));
        var good = await samples.Put("good");
        await samples.Until("it is parked in both", async () => (await samples.Parked()).Count == 1
            && await samples.Alpha(db => db.Parked.CountAsync()) == 1);
        Assert.Equal(body, Assert.Single(await samples.Parked()).Body);
        await samples.Until("the other one is through", async () => await samples.Effects(good) == (1, 1, 1));
    }

    [Fact]
    public async Task Pages_of_parked_messages_leave_none_out_when_two_handlers_parked_the_same()
    {
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToList();
        await samples.Beta(db => db.Write(() =>
        {
            foreach (var id in ids)
                foreach (var handler in (string[])["beta-a", "beta-b"])
                    db.Parked.Add(new ParkedMessage { MessageId = id, Handler = handler, Type = "T", Body = [], Producer = "test",
                        CreatedAt = default, ParkedAt = default, Attempts = 1, Error = "e" });
            return Task.FromResult(true);
        }, default));
        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await samples.Operator.Get($"/beta/ops/messages/parked?limit=1{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(x => x.GetProperty("id").GetString() + x.GetProperty("handler").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            if (after is null || seen.Count > 10)
                break;
        }
        Assert.Equal(6, seen.Distinct().Count());
        Assert.Equal(6, seen.Count);

        var several = await samples.Operator.Post($"/beta/ops/messages/parked/{ids[0]}/discard");
        Assert.Equal((422, "ops.several-handlers"), (several.Status, several.Code));
        Assert.Equal(200, (await samples.Operator.Post($"/beta/ops/messages/parked/{ids[0]}/discard?handler=beta-a")).Status);
        var gone = await samples.Operator.Post($"/beta/ops/messages/parked/{ids[0]}/replay?handler=beta-b");
        Assert.Equal((409, "ops.no-such-handler"), (gone.Status, gone.Code));
    }
}
