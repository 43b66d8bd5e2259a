using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>
/// A real process with both sample services (<c>tests/Platform.Crash</c>) is killed and started again, while a client
/// repeats what was not answered. Afterwards every document is there once and every effect exactly once.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly ConcurrentQueue<Guid> acknowledged = new();
    private volatile string? address;
    private Process? process;

    public async ValueTask InitializeAsync() => await database.Create(TestDatabase.IsServer, ["alpha", "beta"]);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("after-commit:20")] // before the answer
    [InlineData("between-handlers:4")]
    [InlineData("before-done:3")]
    [InlineData("after-park:1")]
    public async Task Dying_at_the_worst_moment_loses_nothing_and_doubles_nothing(string moment)
    {
        await Start(moment);
        var writing = Write(30);
        await process!.WaitForExitAsync(Patience.Token);
        Assert.Equal(137, process.ExitCode); // it died at the moment, by itself
        await Start(null);
        await writing;
        await Check();
    }

    [Fact]
    public async Task Killed_again_and_again_at_any_moment_it_loses_nothing_and_doubles_nothing()
    {
        var random = new Random(20261122);
        await Start(null);
        var writing = Write(120);
        for (var kill = 0; kill < 4; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 700)), TimeProvider.System);
            Kill();
            await Start(null);
        }
        await writing;
        await Check();
    }

    private async Task Start(string? crashAt)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(AlphaService).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in database.Settings(TestDatabase.IsServer))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DevTokens__Key"] = Convert.ToBase64String(new byte[32]);
        start.Environment["SUPPLY_CRASH_AT"] = crashAt ?? "";
        process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        address = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("http://", address ?? "nothing: it did not start", StringComparison.Ordinal);
    }

    private void Kill()
    {
        if (process is { HasExited: false })
            process.Kill();
        process?.WaitForExit();
    }

    /// <summary>Two clients that repeat each request until it is answered.</summary>
    private async Task Write(int notes)
    {
        var token = new DevelopmentTokens(new byte[32], TimeProvider.System).Issue(Roles.Central, null, null, "client");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async client =>
        {
            for (var i = 0; i < notes / 2; i++)
            {
                var id = Guid.CreateVersion7();
                while (!await Put(http, id, i % 10 == 5 ? $"poison {client} {i}" : $"note {client} {i}"))
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                acknowledged.Enqueue(id);
            }
        }));
    }

    private async Task<bool> Put(HttpClient http, Guid id, string text)
    {
        try
        {
            using var answer = await http.PutAsJsonAsync($"{address}/alpha/notes/{id}", new { text, facility = Samples.Facility });
            return answer.IsSuccessStatusCode
                ? true : (int)answer.StatusCode == 503
                ? false : throw new InvalidOperationException($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Net.Sockets.SocketException)
        {
            return false; // not answered: nobody knows whether it was done
        }
    }

    private async Task Check()
    {
        await using var alpha = new AlphaDb(Options<AlphaDb>("alpha"), new Origin(TimeProvider.System));
        await using var beta = new BetaDb(Options<BetaDb>("beta"), new Origin(TimeProvider.System));
        var began = Stopwatch.GetTimestamp();
        while (await alpha.Outbox.AnyAsync() || await beta.Outbox.AnyAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience.Limit, "The outbox does not become empty.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        Kill();

        var notes = await alpha.Notes.AsNoTracking().ToDictionaryAsync(x => x.Id, x => x.Text);
        Assert.Equal(acknowledged.Order(), notes.Keys.Order()); // no id was ever given up, so no others can be there
        Assert.Equal(notes.Count, await alpha.AuditTrail.CountAsync());
        var parked = (await beta.Parked.AsNoTracking().ToListAsync())
            .Select(x => JsonDocument.Parse(x.Body).RootElement.GetProperty("id").GetGuid()).ToList();
        Assert.Equal(notes.Where(x => x.Value.StartsWith("poison", StringComparison.Ordinal)).Select(x => x.Key).Order(), parked.Order());
        var counted = notes.Keys.Except(parked).ToList();
        Assert.Equal(Once(notes.Keys), Times(await alpha.Effects.AsNoTracking().Where(x => x.Handler == "index").ToListAsync()));
        Assert.Equal(Once(counted), Times(await beta.Effects.AsNoTracking().ToListAsync()));
        Assert.Equal(Once(counted), Times(await alpha.Effects.AsNoTracking().Where(x => x.Handler == "mark").ToListAsync()));
    }

    private static IEnumerable<(Guid, int)> Once(IEnumerable<Guid> notes) => notes.Order().Select(x => (x, 1));

    private static IEnumerable<(Guid, int)> Times(IEnumerable<Effect> effects) =>
        effects.OrderBy(x => x.Note).Select(x => (x.Note, x.Times));

    private DbContextOptions<TDb> Options<TDb>(string service) where TDb : SupplyDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        database.Of(TestDatabase.IsServer).Configure(options, service);
        return options.Options;
    }
}
