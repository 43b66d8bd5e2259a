using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>One item that cannot be done stops neither the job's other items nor anything else, and an operator sees it.</summary>
public sealed class SetAsideTests : IAsyncLifetime
{
    private Samples samples = null!;

    private Dictionary<string, Func<AlphaDb, CancellationToken, Task>> Faults => samples.Host.Services.GetRequiredService<Runs>().Faults;

    public async ValueTask InitializeAsync() => samples = await Samples.Start();

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task An_item_that_fails_is_listed_until_a_later_run_does_it_and_the_others_are_done()
    {
        // What the failed item left in the DbContext would fail with every item after it.
        Faults["b"] = (db, ct) => db.Write(() =>
        {
            db.Notes.Add(new Note { Id = Guid.CreateVersion7(), Text = null!, State = "13", Facility = "x" });
            return Task.CompletedTask;
        }, ct);
        Faults["d"] = (_, _) => throw new InvalidOperationException("The year 206 is not on the calendar.");
        var first = await samples.Host.Run("alpha", "sort-notes");
        Assert.Equal(("done", 3, 2), (first.Status, first.Items, first.SetAside));
        Assert.Equal(3, await samples.Alpha(db => db.Effects.CountAsync(x => x.Handler.StartsWith("sort-"))));
        samples.Host.Clock.Advance(TimeSpan.FromHours(1));
        await samples.Host.Run("alpha", "sort-notes");

        var listed = await Listed();
        Assert.Equal(["b", "d"], listed.Select(x => x.GetProperty("item").GetString()));
        Assert.All(listed, x =>
            Assert.Equal(("alpha", "sort-notes", 2),
            (x.GetProperty("service").GetString(), x.GetProperty("job").GetString(), x.GetProperty("times").GetInt32())));
        Assert.Equal("InvalidOperationException: The year 206 is not on the calendar.", listed[1].GetProperty("error").GetString());
        Assert.Equal(TimeSpan.FromHours(1), listed[1].GetProperty("lastAt").GetDateTimeOffset() - listed[1].GetProperty("firstAt")
            .GetDateTimeOffset());
        var jobs = (await samples.Operator.Get("/alpha/ops/jobs")).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(2, jobs.Single(x => x.GetProperty("name").GetString() == "sort-notes").GetProperty("lastRun").GetProperty("setAside")
            .GetInt32());

        Faults.Remove("b");
        await samples.Host.Run("alpha", "sort-notes");
        Assert.Equal(["d"], (await Listed()).Select(x => x.GetProperty("item").GetString()));
        Faults.Clear();
        var last = await samples.Host.Run("alpha", "sort-notes");
        Assert.Equal((5, 0), (last.Items, last.SetAside));
        Assert.Empty(await Listed());
    }

    [Fact]
    public async Task The_list_is_paged_for_the_operator_alone_and_he_may_take_an_item_off_it()
    {
        foreach (var item in SortNotes.Items)
            Faults[item] = (_, _) => throw new InvalidOperationException("no");
        await samples.Host.Run("alpha", "sort-notes");
        var page = (await samples.Operator.Get("/alpha/ops/set-aside?job=sort-notes&limit=3")).Json;
        Assert.Equal(3, page.GetProperty("items").GetArrayLength());
        var next = page.GetProperty("next").GetString();
        var rest = (await samples.Operator.Get($"/alpha/ops/set-aside?job=sort-notes&limit=3&after={next}")).Json.GetProperty("items");
        Assert.Equal(["d", "e"], rest.EnumerateArray().Select(x => x.GetProperty("item").GetString()));
        Assert.Equal(403, (await samples.Central.Get("/alpha/ops/set-aside")).Status);

        Assert.Equal(200, (await samples.Operator.Post("/alpha/ops/jobs/sort-notes/set-aside/discard?item=e")).Status);
        var again = await samples.Operator.Post("/alpha/ops/jobs/sort-notes/set-aside/discard?item=e");
        Assert.Equal((404, "ops.no-such-item"), (again.Status, again.Code));
        Assert.Equal(4, (await Listed()).Count);
        var audited = await samples.Alpha(db => db.AuditTrail.SingleAsync(x => x.Action == "item.discarded"));
        Assert.Equal(("e", "sort-notes", "olga"), (audited.Document, audited.Detail, audited.Subject));
    }

    [Fact]
    public async Task A_fault_of_the_machine_and_a_cancellation_are_not_the_items()
    {
        Faults["c"] = (_, _) => throw new TimeoutException("the database is away");
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => samples.Host.Run("alpha", "sort-notes"));
        Assert.Equal("the database is away", failed.Message);
        Assert.Empty(await Listed());
        Faults["c"] = (_, ct) => throw new OperationCanceledException(ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => samples.Host.Run("alpha", "sort-notes"));
        Assert.Empty(await Listed());
    }

    [Fact]
    public async Task What_stands_still_is_named_at_readiness_and_takes_no_copy_out_of_service()
    {
        Assert.Equal(("ready", 0), await Health());
        Faults["a"] = (_, _) => throw new InvalidOperationException("a secret");
        await samples.Host.Run("alpha", "sort-notes");
        for (var i = 0; i < 3; i++)
            await samples.Operator.Post("/alpha/ops/jobs/fall-over/run?wait=60");
        await samples.Beta(db => db.Write(() =>
        {
            db.Parked.Add(new ParkedMessage
            {
                MessageId = Guid.CreateVersion7(), Handler = "beta-count-note", Type = "T", Body = [1], Producer = "test",
                CreatedAt = samples.Host.Clock.Now(), ParkedAt = samples.Host.Clock.Now(), Attempts = 5, Error = "poison",
            });
            return Task.FromResult(true);
        }, default));

        var answer = await samples.Host.WithoutToken().Get("/health/ready");
        Assert.Equal((200, "degraded"), (answer.Status, answer.Json.GetProperty("status").GetString()));
        Assert.Equal(
            ["alpha: job fall-over: failed 3 times in a row", "alpha: job sort-notes: 1 set aside", "beta: beta-count-note: 1 parked"],
            answer.Json.GetProperty("degraded").EnumerateArray().Select(x => x.GetString()));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);

        Faults.Clear();
        await samples.Host.Run("alpha", "sort-notes");
        await samples.Beta(db => db.Write(() => db.Parked.ExecuteDeleteAsync(), default));
        Assert.Equal(("degraded", 1), await Health());
    }

    [Fact]
    public async Task A_job_that_fails_no_longer_is_no_longer_named_although_it_finds_nothing_to_do()
    {
        Faults["a"] = (_, _) => throw new TimeoutException("away");
        await Assert.ThrowsAsync<InvalidOperationException>(() => samples.Host.Run("alpha", "sort-notes"));
        Assert.Equal(("degraded", 1), await Health());
        Faults.Clear();
        var job = samples.Host.Services.GetServices<Jobs.ScheduledJob>().Single(x => x.Name == "sort-notes") with { Type = typeof(Idle) };
        await job.Runner.Run(job, "schedule", default);
        Assert.Equal(("ready", 0), await Health());
    }

    [Fact]
    public async Task More_items_than_anybody_reads_are_counted_and_not_listed()
    {
        var job = samples.Host.Services.GetServices<Jobs.ScheduledJob>().Single(x => x.Name == "sort-notes") with { Type = typeof(Flood) };
        var run = await job.Runner.Run(job, "test", default);
        Assert.Equal(("done", 1500), (run.Status, run.SetAside));
        Assert.Equal(1000, await samples.Alpha(db => db.SetAside.CountAsync()));
        await job.Runner.Run(job, "test", default);
        Assert.Equal(1000, await samples.Alpha(db => db.SetAside.CountAsync()));
    }

    private async Task<(string Status, int Degraded)> Health()
    {
        var answer = await samples.Host.WithoutToken().Get("/health/ready");
        Assert.Equal(200, answer.Status);
        return (answer.Json.GetProperty("status").GetString()!, answer.Json.GetProperty("degraded").GetArrayLength());
    }

    private async Task<List<JsonElement>> Listed() =>
        [.. (await samples.Operator.Get("/alpha/ops/set-aside")).Json.GetProperty("items").EnumerateArray()];
}
