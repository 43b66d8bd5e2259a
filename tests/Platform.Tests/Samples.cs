using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Both sample services running; each test uses ids of its own.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class Samples : IAsyncLifetime
{
    public const string Facility = "HGIMB000011";

    public static readonly SupplyService[] Services = [new AlphaService(), new BetaService()];

    public ServiceHost Host { get; private set; } = null!;

    public Trouble Trouble => Host.Services.GetRequiredService<Trouble>();
    public TestCaller Central => Host.As(Roles.Central);
    public TestCaller Operator => Host.As(Roles.Operator, name: "olga");

    public static async Task<Samples> Start(RetryPolicy? retry = null, bool relay = true) =>
        new() { Host = await ServiceHost.Start(Services, relay: relay, retry: retry) };

    public async ValueTask InitializeAsync() => Host = await ServiceHost.Start(Services);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<Answer> Put(Guid id, string text = "a note", TestCaller? by = null) => (by ?? Central)
        .Put($"/alpha/notes/{id}", new { text, facility = Facility });

    public async Task<Guid> Put(string text)
    {
        var id = Guid.CreateVersion7();
        var answer = await Put(id, text);
        Assert.Equal(201, answer.Status);
        return id;
    }

    public Task<T> Alpha<T>(Func<AlphaDb, Task<T>> work) => Host.Db(work);

    public Task<T> Beta<T>(Func<BetaDb, Task<T>> work) => Host.Db(work);

    /// <summary>How often the handlers of a note have done their work: index and mark in one database, count in the other.</summary>
    public async Task<(int Index, int Count, int Mark)> Effects(Guid note)
    {
        var alpha = await Alpha(db => db.Effects.AsNoTracking().Where(x => x.Note == note).ToDictionaryAsync(x => x.Handler, x => x.Times));
        var beta = await Beta(db => db.Effects.AsNoTracking().Where(x => x.Note == note).ToDictionaryAsync(x => x.Handler, x => x.Times));
        return (alpha.GetValueOrDefault("index"), beta.GetValueOrDefault("count"), alpha.GetValueOrDefault("mark"));
    }

    public Task<List<ParkedMessage>> Parked() => Beta(db => db.Parked.AsNoTracking().OrderBy(x => x.MessageId).ToListAsync());

    public Task<List<OutboxRow>> Waiting() => Alpha(db => db.Outbox.AsNoTracking().ToListAsync());

    /// <summary>Polls while the clock runs fast, so that back-offs end.</summary>
    public async Task Until(string what, Func<Task<bool>> holds, TimeSpan? step = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                Assert.Fail($"Waited in vain until {what}.");
            Host.Clock.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
