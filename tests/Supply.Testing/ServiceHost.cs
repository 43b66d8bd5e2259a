using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Testing;

/// <summary>
/// One or several services on real HTTP and a real database of their own. With one service outgoing messages stay in the
/// outbox, where the test reads them; with several they go to the handlers as in the embedded mode.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly TestDatabase? database;
    private readonly WebApplication app;

    private readonly UndeclaredAnswers answers;

    private ServiceHost(TestDatabase? database, WebApplication app, TestClock clock, UndeclaredAnswers answers)
    {
        (this.database, this.app, Clock, this.answers) = (database, app, clock, answers);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestClock Clock { get; }
    public HttpClient Http { get; }
    public IServiceProvider Services => app.Services;

    /// <param name="relay">Deliver outgoing messages; by default when there are several services.</param>
    /// <param name="embedded">False: <paramref name="configure"/> adds the bus.</param>
    /// <param name="fill">Fill the empty databases from the services that offer it; what needs that waits for it.</param>
    /// <param name="on">A database that outlives the host; by default the host has one of its own.</param>
    public static async Task<ServiceHost> Start(
        IReadOnlyList<SupplyService> services, DateTimeOffset? now = null, bool? relay = null, bool? postgres = null,
        RetryPolicy? retry = null, Action<WebApplicationBuilder>? configure = null, IReadOnlyDictionary<string, string?>? settings = null,
        bool embedded = true,
        bool fill = false, TestDatabase? on = null)
    {
        var database = on ?? new TestDatabase();
        var onServer = postgres ?? TestDatabase.IsServer;
        await database.Create(onServer, services.Select(x => x.Name));
        var clock = new TestClock(now ?? new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero));
        var answers = new UndeclaredAnswers();
        var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0",
            DevTokens = true,
            Embedded = embedded,
            Relay = relay ?? services.Count > 1,
            Schedule = false,
            Fill = fill,
            Clock = clock,
            Retry = retry ?? new RetryPolicy(3, TimeSpan.FromMilliseconds(10)),
            Configure = builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Error);
                builder.Services.AddSingleton<IStartupFilter>(answers);
                configure?.Invoke(builder);
            },
            Settings = new Dictionary<string, string?>(database.Settings(onServer).Concat(settings ?? new Dictionary<string, string?>()))
            {
                ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]),
                // A server database gets no patient key by itself; a test of the keys brings its own.
                ["Patients:Keys:1"] = settings?.GetValueOrDefault("Patients:Keys:1") ?? Convert.ToBase64String(new byte[32]),
            },
        }, services);
        await app.StartAsync();
        return new ServiceHost(on is null ? database : null, app, clock, answers);
    }

    public static Task<ServiceHost> Start(SupplyService service, DateTimeOffset? now = null) => Start([service], now);

    public string Token(string role, string? state = null, string? facility = null, string? name = null) =>
        app.Services.GetRequiredService<DevelopmentTokens>()
            .Issue(role, state ?? (facility is null ? null : FacilityCode.Stored(facility).State.Code), facility, name ?? role);

    /// <summary>A client with the role's token.</summary>
    public TestCaller As(string role, string? state = null, string? facility = null, string? name = null) =>
        new(Http, Token(role, state, facility, name));

    public TestCaller WithoutToken() => new(Http, null);

    /// <summary>Reads or changes the database behind the service.</summary>
    public async Task<T> Db<TDb, T>(Func<TDb, Task<T>> work) where TDb : SupplyDb
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    /// <summary>Messages of the type that wait in the outbox, oldest first.</summary>
    public Task<List<TMessage>> Outgoing<TDb, TMessage>() where TDb : SupplyDb => Db<TDb, List<TMessage>>(async db =>
    {
        var rows = await db.Outbox.AsNoTracking().Where(x => x.Type == typeof(TMessage).FullName).OrderBy(x => x.CreatedAt)
            .ThenBy(x => x.Id).ToListAsync();
        return [.. rows.Select(x => MessageJson.Read<TMessage>(x.Body))];
    });

    /// <summary>
    /// Hands a message to every handler of it, as the relay or the broker would; twice with the same id unless told otherwise.
    /// </summary>
    public async Task Deliver<TMessage>(TMessage message, int times = 2) where TMessage : class
    {
        var envelope = Envelope(message);
        for (var i = 0; i < times; i++)
            foreach (var verdict in await DeliverOnce(envelope))
                if (verdict.Error is { } e)
                    throw new InvalidOperationException($"{typeof(TMessage).Name} was not taken.", e);
    }

    public static Envelope Envelope<TMessage>(TMessage message) =>
        new(Guid.CreateVersion7(), typeof(TMessage).FullName!, MessageJson.Write(message), "test", DateTimeOffset.UnixEpoch,
            Guid.CreateVersion7(), null, null);

    public async Task<IReadOnlyList<Verdict>> DeliverOnce(Envelope envelope)
    {
        var verdicts = new List<Verdict>();
        foreach (var subscription in app.Services.GetServices<ISubscription>().Where(x => x.MessageType == envelope.Type))
            verdicts.AddRange(await subscription.Run([envelope], default));
        return verdicts;
    }

    /// <summary>
    /// As after a redelivery to several copies of the service at once: each copy hands all of the messages to the handlers, in
    /// groups and in an order of its own. On a server database nothing but the database keeps them apart.
    /// </summary>
    public async Task DeliverByCopies(IEnumerable<Envelope> messages, int copies = 3)
    {
        var byType = messages.ToLookup(x => x.Type, StringComparer.Ordinal);
        await Task.WhenAll(
            app.Services.GetServices<ISubscription>().Where(x => byType.Contains(x.MessageType))
            .SelectMany(subscription => Enumerable.Range(1, copies).Select(copy => Task.Run(async () =>
        {
            var order = byType[subscription.MessageType].ToArray();
            new Random(copy).Shuffle(order);
            foreach (var group in order.Chunk(16))
                if ((await subscription.Run(group, default)).FirstOrDefault(x => x.Error is not null).Error is { } error)
                    throw new InvalidOperationException($"{subscription.Handler} did not take a message.", error);
        }))));
    }

    /// <summary>Runs a job now.</summary>
    public async Task<JobRunRow> Run(string service, string job)
    {
        var scheduled = app.Services.GetServices<ScheduledJob>().Single(x => x.Service == service && x.Name == job);
        var run = await scheduled.Runner.Run(scheduled, "test", default);
        return run.Status == "failed" ? throw new InvalidOperationException(run.Note) : run;
    }

    /// <summary>Waits until every service's outbox is empty.</summary>
    public async Task Settle()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var waiting = 0;
            foreach (var service in app.Services.GetRequiredService<IReadOnlyList<SupplyService>>())
                waiting += await service.Waiting(app.Services);
            if (waiting == 0)
                return;
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                throw new TimeoutException($"{waiting} messages still wait.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <exception cref="InvalidOperationException">A route answered what its description does not declare.</exception>
    public async ValueTask DisposeAsync()
    {
        var undeclared = await answers.Find(Http);
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        if (undeclared.Count > 0)
            throw new InvalidOperationException($"OpenAPI does not declare: {string.Join("; ", undeclared)}.");
    }
}
