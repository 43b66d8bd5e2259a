using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class WritingTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task A_creation_answers_201_then_200_with_the_same_answer_and_409_to_other_content()
    {
        var id = Guid.CreateVersion7();
        var first = await samples.Put(id, "once");
        var again = await samples.Put(id, "once");
        var other = await samples.Put(id, "something else");

        Assert.Equal((201, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("alpha.id-reused", other.Code);
        await samples.Until("its handlers have run", async () => await samples.Effects(id) == (1, 1, 1));
    }

    [Fact]
    public async Task A_refusal_leaves_nothing_behind_and_its_id_may_be_used_again()
    {
        var id = Guid.CreateVersion7();
        var refused = await samples.Put(id, "refuse this");
        Assert.Equal((422, "alpha.unwanted"), (refused.Status, refused.Code));

        var left = await samples.Alpha(
            async db => (await db.Notes.CountAsync(x => x.Id == id), await db.Answers.CountAsync(x => x.Id == id),
            await db.AuditTrail.CountAsync(x => x.Document == id.ToString())));
        Assert.Equal((0, 0, 0), left);
        Assert.Equal(201, (await samples.Put(id, "then this")).Status);
    }

    [Fact]
    public async Task Many_first_puts_at_once_end_as_one_201_and_else_200()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = Guid.CreateVersion7();
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => samples.Put(id, "together")));
            Assert.Equal([200, 200, 200, 200, 200, 201], answers.Select(x => x.Status).Order());
            Assert.Single(answers.Select(x => x.Text).Distinct());
        }
    }

    [Fact]
    public async Task Of_many_replacements_of_one_version_one_wins_and_the_others_are_stale()
    {
        Assert.Equal(201, (await samples.Central.Put("/alpha/labels/raced", new { text = "first" })).Status);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => samples.Central.Put("/alpha/labels/raced", new { text = $"by {i}" }, ifMatch: "\"1\"")));
        Assert.Equal([200, 412, 412, 412, 412, 412], answers.Select(x => x.Status).Order());
        Assert.Equal(2, await samples.Alpha(db => db.Labels.Where(x => x.Code == "raced").Select(x => x.Version).SingleAsync()));
    }

    [Fact]
    public async Task Increments_that_meet_are_all_counted()
    {
        Assert.Equal(201, (await samples.Central.Put("/alpha/labels/counter", new { text = "0" })).Status);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => samples.Alpha(db => db.Write(async () =>
        {
            var label = await db.Labels.SingleAsync(x => x.Code == "counter");
            label.Version++;
            return true;
        }, default))));
        Assert.Equal(13, await samples.Alpha(db => db.Labels.Where(x => x.Code == "counter").Select(x => x.Version).SingleAsync()));
    }

    [Fact]
    public async Task Writers_of_one_file_are_served_in_order_of_arrival()
    {
        var order = new List<int>();
        using var open = new SemaphoreSlim(0);
        var first = samples.Alpha(db => db.Write(async () => { await open.WaitAsync(); order.Add(0); return true; }, default));
        var later = new List<Task>();
        for (var i = 1; i <= 8; i++)
        {
            var number = i;
            later.Add(samples.Alpha(db =>
                db.Write(() => { lock (order) order.Add(number); return Task.CompletedTask.ContinueWith(
                _ => true, TaskScheduler.Default); }, default)));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        open.Release();
        await Task.WhenAll([first, .. later]);
        if (!TestDatabase.IsServer) // a server lets writers in side by side
            Assert.Equal(Enumerable.Range(0, 9), order);
        Assert.Equal(9, order.Count);
    }

    [Fact]
    public async Task A_write_inside_a_write_is_a_mistake_that_shows()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => samples.Alpha(db => db.Write(() => db.Write(() => Task.FromResult(true), default), default)));
    }

    [Fact]
    public async Task A_store_that_stays_busy_is_503_with_retry_after_within_seconds_and_nothing_is_written()
    {
        await using var own = await Samples.Start(relay: false);
        var id = Guid.CreateVersion7();
        await own.Put("before");
        await using (var scope = own.Host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AlphaDb>();
            await using var held = await db.Database.BeginTransactionAsync(); // past the gate, as another process would
            if (TestDatabase.IsServer)
                await db.Database.ExecuteSqlRawAsync(
                    TestDatabase.IsPostgres ? "LOCK TABLE notes IN ACCESS EXCLUSIVE MODE"
                    : "SELECT TOP (1) id FROM notes WITH (TABLOCKX, HOLDLOCK)");
            var began = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(
                HttpMethod.Put, $"/alpha/notes/{id}") { Content =
                System.Net.Http.Json.JsonContent.Create(new { text = "busy", facility = Samples.Facility }) };
            request.Headers.Authorization = new("Bearer", own.Host.Token(Roles.Central));
            using var answer = await own.Host.Http.SendAsync(request);
            Assert.Equal(503, (int)answer.StatusCode);
            Assert.Contains("service.busy", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.RetryAfter);
            // the lock is held until the answer has come
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(5), Patience.Limit);
            await held.RollbackAsync();
        }
        Assert.Equal(0, await own.Alpha(db => db.Notes.CountAsync(x => x.Id == id)));
        Assert.Equal(201, (await own.Put(id, "busy")).Status);
    }

    [Fact]
    public async Task Whoever_loses_the_answer_to_a_commit_is_told_that_nobody_knows_and_the_same_id_stores_it_once()
    {
        var lost = new LostAnswer();
        await using var own = await ServiceHost.Start(Samples.Services, relay: false,
            configure: x => x.Services.ConfigureDbContext<AlphaDb>(y => y.AddInterceptors(lost)));
        var (id, note) = (Guid.CreateVersion7(), new { text = "stored", facility = Samples.Facility });
        lost.Next = true;
        var first = await own.As(Roles.Central).Put($"/alpha/notes/{id}", note);
        Assert.Equal((503, "service.outcome-unknown"), (first.Status, first.Code));
        Assert.DoesNotContain("Nada se guardó", first.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await own.As(Roles.Central).Put($"/alpha/notes/{id}", note)).Status); // it was stored
        Assert.Equal(1, await own.Db<AlphaDb, int>(db => db.Notes.CountAsync(x => x.Id == id)));
    }

    /// <summary>The database commits, and the connection ends before it can say so.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public bool Next { get; set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!Next)
                return Task.CompletedTask;
            Next = false;
            throw new IOException("the connection was closed");
        }
    }
}
