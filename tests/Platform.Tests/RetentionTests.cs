using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Tests;

public sealed class RetentionTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task Messages_are_remembered_for_30_days_and_longer_while_any_handler_has_them_parked()
    {
        var now = samples.Host.Clock.Now();
        var (parked, recent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await samples.Alpha(db => db.Write(() =>
        {
            for (var i = 0; i < 1100; i++) // more than two batches
                db.Inbox.Add(Row(Guid.CreateVersion7(), now.AddDays(-31)));
            db.Inbox.Add(Row(parked, now.AddDays(-400)));
            db.Inbox.Add(Row(recent, now.AddDays(-29)));
            db.Parked.Add(new ParkedMessage
            {
                MessageId = parked, Handler = "alpha-another-handler", Type = "T", Body = [1], Producer = "test", CreatedAt = now,
                    ParkedAt = now, Attempts = 5, Error = "poison",
            });
            return Task.FromResult(true);
        }, default));

        Assert.Equal(1100, (await samples.Host.Run("alpha", "prune-inbox")).Items);
        Assert.Equal(new HashSet<Guid> { parked, recent }, (await samples.Alpha(db => db.Inbox.Select(x => x.MessageId).ToListAsync()))
            .ToHashSet());
        Assert.Equal(0, (await samples.Host.Run("alpha", "prune-inbox")).Items);

        await samples.Alpha(db => db.Write(() => db.Parked.Where(x => x.MessageId == parked).ExecuteDeleteAsync(), default));
        Assert.Equal(1, (await samples.Host.Run("alpha", "prune-inbox")).Items);

        static InboxRow Row(Guid message, DateTimeOffset at) =>
            new() { MessageId = message, Handler = "alpha-index-note", At = at, Outcome = "done" };
    }

    [Fact]
    public async Task Runs_are_remembered_for_90_days_and_the_last_of_each_job_for_ever()
    {
        var now = samples.Host.Clock.Now();
        await samples.Alpha(db => db.Write(() =>
        {
            for (var i = 0; i < 1100; i++)
                db.JobRuns.Add(Run("busy", now.AddDays(-91).AddSeconds(-i)));
            db.JobRuns.Add(Run("busy", now.AddDays(-89)));
            db.JobRuns.Add(Run("yearly", now.AddDays(-700)));
            db.JobRuns.Add(Run("yearly", now.AddDays(-335)));
            return Task.FromResult(true);
        }, default));

        Assert.Equal(1101, (await samples.Host.Run("alpha", "prune-job-runs")).Items);
        var left = await samples.Alpha(db => db.JobRuns.Where(x => x.Job == "busy" || x.Job == "yearly").OrderBy(x => x.Job)
            .Select(x => x.StartedAt).ToListAsync());
        Assert.Equal([now.AddDays(-89), now.AddDays(-335)], left);

        static JobRunRow Run(string job, DateTimeOffset at) =>
            new() { Id = Guid.CreateVersion7(at), Job = job, StartedAt = at, FinishedAt = at, Status = "done", Items = 1,
            By = "schedule@test" };
    }
}
