using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class JobTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task The_operator_runs_a_job_and_sees_what_it_did()
    {
        var run = await samples.Operator.Post("/alpha/ops/jobs/tidy-up/run");
        Assert.Equal((200, "done", 3, "olga"), (run.Status, run.Json.GetProperty("status").GetString(), run.Json.GetProperty("items").GetInt32(), run.Json.GetProperty("by").GetString()!.Split('@')[0]));

        var listed = (await samples.Operator.Get("/alpha/ops/jobs")).Json.GetProperty("items").EnumerateArray().ToDictionary(x => x.GetProperty("name").GetString()!);
        Assert.Superset(new HashSet<string>(["fall-over", "seal-audit", "tidy-up"]), listed.Keys.ToHashSet());
        Assert.Equal("three notes", listed["tidy-up"].GetProperty("lastRun").GetProperty("note").GetString());
    }

    [Fact]
    public async Task A_run_that_fails_is_recorded_with_its_reason()
    {
        var run = await samples.Operator.Post("/alpha/ops/jobs/fall-over/run");
        Assert.Equal((200, "failed", "fell over"), (run.Status, run.Json.GetProperty("status").GetString(), run.Json.GetProperty("note").GetString()));
        Assert.True(await samples.Alpha(db => db.JobRuns.AnyAsync(x => x.Job == "fall-over" && x.Status == "failed")));
    }

    [Fact]
    public async Task Runs_of_one_job_come_one_after_the_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => samples.Operator.Post("/alpha/ops/jobs/tidy-up/run")));
        Assert.All(answers, x => Assert.Equal(200, x.Status));
        Assert.Equal(1, samples.Host.Services.GetRequiredService<Runs>().AtOnce);
    }

    [Fact]
    public async Task Only_jobs_that_exist_run_and_only_for_the_operator()
    {
        var unknown = await samples.Operator.Post("/alpha/ops/jobs/conjure/run");
        Assert.Equal((404, "ops.no-such-job"), (unknown.Status, unknown.Code));
        Assert.Equal(403, (await samples.Central.Post("/alpha/ops/jobs/tidy-up/run")).Status);
        Assert.Equal(404, (await samples.Operator.Post("/beta/ops/jobs/tidy-up/run")).Status); // another service's
    }
}
