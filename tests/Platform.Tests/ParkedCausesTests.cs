using Supply.Platform.Messaging;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>What an operator sees of many parked messages, and does to all of one cause.</summary>
public sealed class ParkedCausesTests : IAsyncLifetime
{
    private Samples samples = null!;

    public async ValueTask InitializeAsync() => samples = await Samples.Start(new RetryPolicy(1, TimeSpan.FromMilliseconds(10)));

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task Messages_that_one_fault_stopped_are_one_cause_and_are_tried_again_together()
    {
        var notes = new List<Guid>();
        for (var i = 1; i <= 3; i++)
            notes.Add(await samples.Put($"poison {i}"));
        var endless = await samples.Put("endless query");
        await samples.Until("all are parked", async () => (await samples.Parked()).Count == 4);

        var causes = (await samples.Operator.Get("/beta/ops/messages/parked/causes")).Json.GetProperty("items");
        Assert.Equal([3, 1], causes.EnumerateArray().Select(x => x.GetProperty("count").GetInt64()));
        var (handler, cause) = (causes[0].GetProperty("handler").GetString()!, causes[0].GetProperty("cause").GetString()!);
        Assert.Equal("beta-count-note", handler);
        var waits = (await samples.Operator.Get("/todo")).Json.GetProperty("items").EnumerateArray()
            .Where(x => x.GetProperty("kind").GetString() == "messages-parked");
        Assert.Equal([0, 4], waits.Select(x => x.GetProperty("count").GetInt64()).Order());
        Assert.Contains("cannot take poison", cause, StringComparison.Ordinal);
        Assert.Contains(await samples.Parked(), x => x.MessageId == causes[0].GetProperty("example").GetGuid());

        samples.Trouble.Poisonous = false;
        var path = $"/beta/ops/messages/parked/replay?handler={handler}&cause={Uri.EscapeDataString(cause)}&limit=2";
        var first = (await samples.Operator.Post(path)).Json;
        Assert.Equal((2, 0), (first.GetProperty("done").GetInt32(), first.GetProperty("parked").GetInt32()));
        var rest = (await samples.Operator.Post($"{path}&after={first.GetProperty("next").GetString()}")).Json;
        Assert.Equal((1, 0, null), (rest.GetProperty("done").GetInt32(), rest.GetProperty("parked").GetInt32(),
            rest.GetProperty("next").GetString()));
        foreach (var note in notes)
            await samples.Until("its effect is there", async () => await samples.Effects(note) == (1, 1, 1));
        var left = Assert.Single(await samples.Parked());
        Assert.Equal(endless, MessageJson.Read<NoteWritten>(left.Body).Id);

        var audit = (await samples.Operator.Get("/beta/ops/audit?action=message.replayed")).Json.GetProperty("items");
        Assert.Equal(3, audit.GetArrayLength());
        Assert.Equal((422, "request.after"), await samples.Operator.Post("/beta/ops/messages/parked/replay?after=nonsense") is var no
            ? (no.Status, no.Code) : default);
    }

    [Fact]
    public async Task What_is_still_wrong_stays_parked_and_is_counted_so()
    {
        await samples.Put("poison 1");
        await samples.Until("it is parked", async () => (await samples.Parked()).Count == 1);
        var tried = (await samples.Operator.Post("/beta/ops/messages/parked/replay")).Json;
        Assert.Equal((0, 1), (tried.GetProperty("done").GetInt32(), tried.GetProperty("parked").GetInt32()));
        Assert.Single(await samples.Parked());
    }

    [Fact]
    public async Task A_parked_message_is_shown_with_its_body_and_its_document()
    {
        var note = await samples.Put("poison shown");
        await samples.Until("it is parked", async () => (await samples.Parked()).Count == 1);
        var parked = Assert.Single(await samples.Parked());
        var seen = (await samples.Operator.Get($"/beta/ops/messages/parked/{parked.MessageId}")).Json;
        Assert.Equal(note.ToString(), seen.GetProperty("document").GetString());
        Assert.Equal(note, seen.GetProperty("body").GetProperty("id").GetGuid());
        Assert.Equal(404, (await samples.Operator.Get($"/beta/ops/messages/parked/{Guid.CreateVersion7()}")).Status);
        Assert.Equal(403, (await samples.Central.Get($"/beta/ops/messages/parked/{parked.MessageId}")).Status);
    }
}
