using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class JobTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task The_operator_runs_a_job_and_sees_what_it_did()
    {
        var run = await samples.Operator.Post("/alpha/ops/jobs/tidy-up/run?wait=60");
        Assert.Equal((200, "done", 3, "olga"),
            (run.Status, run.Json.GetProperty("status").GetString(), run.Json.GetProperty("items").GetInt32(), run.Json.GetProperty("by")
            .GetString()!.Split('@')[0]));

        var listed = (await samples.Operator.Get("/alpha/ops/jobs")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("name").GetString()!);
        Assert.Superset(new HashSet<string>(["fall-over", "seal-audit", "tidy-up"]), listed.Keys.ToHashSet());
        Assert.Equal("three notes", listed["tidy-up"].GetProperty("lastRun").GetProperty("note").GetString());
    }

    [Fact]
    public async Task A_run_that_fails_is_recorded_with_its_reason()
    {
        var run = await samples.Operator.Post("/alpha/ops/jobs/fall-over/run?wait=60");
        Assert.Equal((200, "failed", "fell over"),
            (run.Status, run.Json.GetProperty("status").GetString(), run.Json.GetProperty("note").GetString()));
        Assert.True(await samples.Alpha(db => db.JobRuns.AnyAsync(x => x.Job == "fall-over" && x.Status == "failed")));
    }

    [Fact]
    public async Task The_runs_of_a_job_are_listed_newest_first_and_those_that_failed_by_themselves()
    {
        for (var i = 0; i < 3; i++)
            await samples.Operator.Post("/alpha/ops/jobs/fall-over/run?wait=60");
        await samples.Operator.Post("/alpha/ops/jobs/tidy-up/run?wait=60");
        var first = (await samples.Operator.Get("/alpha/ops/jobs/fall-over/runs?status=failed&limit=2")).Json;
        var rest = (await samples.Operator.Get(
            $"/alpha/ops/jobs/fall-over/runs?status=failed&limit=1000&after={first.GetProperty("next").GetString()}")).Json;
        var runs = first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).ToList();
        Assert.True(runs.Count >= 3);
        Assert.All(runs, x => Assert.Equal(
            ("failed", "fell over"), (x.GetProperty("status").GetString(), x.GetProperty("note").GetString())));
        var began = runs.ConvertAll(x => x.GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal(began.OrderDescending(), began);
        Assert.Empty((await samples.Operator.Get("/alpha/ops/jobs/fall-over/runs?status=done")).Json.GetProperty("items").EnumerateArray());
        Assert.NotEmpty((await samples.Operator.Get("/alpha/ops/jobs/tidy-up/runs")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((404, "ops.no-such-job"), await samples.Operator.Get("/alpha/ops/jobs/conjure/runs") is var no ? (no.Status, no.Code)
            : default);
        Assert.Equal((422, "ops.status"), await samples.Operator.Get("/alpha/ops/jobs/tidy-up/runs?status=odd") is var odd
            ? (odd.Status, odd.Code) : default);
    }

    [Fact]
    public async Task The_last_run_is_the_last_also_where_the_clock_stands_still()
    {
        for (var i = 0; i < 8; i++)
        {
            var run = await samples.Host.Run("beta", "prune-job-runs");
            var last = (await samples.Operator.Get("/beta/ops/jobs")).Json.GetProperty("items").EnumerateArray()
                .Single(x => x.GetProperty("name").GetString() == "prune-job-runs").GetProperty("lastRun");
            Assert.Equal(run.Id, last.GetProperty("id").GetGuid());
        }
        var times = await samples.Beta(db => db.JobRuns.Where(x => x.Job == "prune-job-runs").Select(x => x.StartedAt).ToListAsync());
        Assert.Equal(8, times.Distinct().Count());
    }

    [Fact]
    public async Task Runs_of_one_job_come_one_after_the_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => samples.Operator.Post("/alpha/ops/jobs/tidy-up/run?wait=60")));
        Assert.All(answers, x => Assert.Equal(200, x.Status));
        Assert.Equal(1, samples.Host.Services.GetRequiredService<Runs>().AtOnce);
    }

    [Fact]
    public async Task Only_jobs_that_exist_run_and_only_for_the_operator()
    {
        var unknown = await samples.Operator.Post("/alpha/ops/jobs/conjure/run");
        Assert.Equal((404, "ops.no-such-job"), (unknown.Status, unknown.Code));
        Assert.Equal(403, (await samples.Central.Post("/alpha/ops/jobs/tidy-up/run?wait=60")).Status);
        Assert.Equal(404, (await samples.Operator.Post("/beta/ops/jobs/tidy-up/run?wait=60")).Status); // another service's
    }

    [Fact]
    public async Task A_run_by_hand_is_started_and_watched_and_asked_for_again_it_is_the_same_one()
    {
        var gate = samples.Host.Services.GetRequiredService<Runs>();
        var finish = gate.Hold();
        var started = await samples.Operator.Post("/alpha/ops/jobs/wait-for-gate/run");
        Assert.Equal((202, "running"), (started.Status, started.Json.GetProperty("status").GetString()));
        var id = started.Json.GetProperty("id").GetGuid();
        var again = await samples.Operator.Post("/alpha/ops/jobs/wait-for-gate/run?wait=1");
        Assert.Equal((202, id), (again.Status, again.Json.GetProperty("id").GetGuid()));
        var watched = await samples.Operator.Get($"/alpha/ops/jobs/wait-for-gate/runs/{id}");
        Assert.Equal((200, "running"), (watched.Status, watched.Json.GetProperty("status").GetString()));

        finish.SetResult();
        await samples.Until("it has ended", async () =>
            (await samples.Operator.Get($"/alpha/ops/jobs/wait-for-gate/runs/{id}")).Json.GetProperty("status").GetString() == "done");
        Assert.Equal(1, await samples.Alpha(db => db.JobRuns.CountAsync(x => x.Job == "wait-for-gate")));
        var audited = await samples.Alpha(db => db.AuditTrail.SingleAsync(x => x.Action == "job.started" && x.Document == "wait-for-gate"));
        Assert.Equal(("olga", "operator", id.ToString()), (audited.Subject, audited.Role, audited.Detail));
    }

    [Fact]
    public async Task Where_a_run_is_watched_is_said_and_what_is_not_there_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alpha/ops/jobs/sort-notes/run");
        request.Headers.Authorization = new("Bearer", samples.Host.Token(Supply.Platform.Http.Roles.Operator));
        using var answer = await samples.Host.Http.SendAsync(request);
        if (answer.StatusCode == System.Net.HttpStatusCode.Accepted)
            Assert.Equal(200, (await samples.Operator.Get(answer.Headers.Location!.ToString())).Status);
        Assert.Equal((404, "ops.no-such-run"), await Refused($"/alpha/ops/jobs/sort-notes/runs/{Guid.CreateVersion7()}"));
        Assert.Equal((404, "ops.no-such-job"), await Refused($"/alpha/ops/jobs/conjure/runs/{Guid.CreateVersion7()}"));
        var wait = await samples.Operator.Post("/alpha/ops/jobs/sort-notes/run?wait=61");
        Assert.Equal((422, "ops.wait"), (wait.Status, wait.Code));

        async Task<(int, string?)> Refused(string path)
        {
            var refused = await samples.Operator.Get(path);
            return (refused.Status, refused.Code);
        }
    }

    [Fact]
    public async Task A_run_by_hand_is_told_to_stop_with_the_host_and_its_row_says_so()
    {
        await using var database = new TestDatabase();
        await using (var host = await ServiceHost.Start([new AlphaService()], on: database))
        {
            host.Services.GetRequiredService<Runs>().Hold();
            Assert.Equal(202, (await host.As(Supply.Platform.Http.Roles.Operator).Post("/alpha/ops/jobs/wait-for-gate/run")).Status);
        }
        await using var next = await ServiceHost.Start([new AlphaService()], on: database);
        Assert.Equal("stopped",
            (await next.Db<AlphaDb, string>(db => db.JobRuns.Where(x => x.Job == "wait-for-gate").Select(x => x.Status).SingleAsync())));
    }
}
