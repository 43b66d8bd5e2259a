using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Authority.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Authority.Tests;

/// <summary>A program with the authority in it, on a folder of its own and a clock that the test sets; whatever it logs is kept.</summary>
public sealed class AuthorityHost : IAsyncDisposable
{
    public const string Password = "cuatro palabras sin relación";

    private readonly string folder = Path.Combine(Path.GetTempPath(), "supply-tests", "identity-" + Guid.CreateVersion7().ToString("N"));
    private WebApplication app = null!;

    private AuthorityHost() => Address = new Uri($"http://127.0.0.1:{Ports.Free()}");

    public Uri Address { get; }
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero));
    public ConcurrentQueue<string> Log { get; } = new();
    public IServiceProvider Services => app.Services;

    /// <summary>Of the first administrator; null: somebody has a password.</summary>
    public Uri? FirstLink { get; private set; }

    public string Folder => folder;

    public static async Task<AuthorityHost> Start()
    {
        var host = new AuthorityHost();
        await host.Begin();
        return host;
    }

    /// <summary>Stops and starts on the same folder.</summary>
    public async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Begin();
    }

    public Browser Browser() => new(this);

    /// <summary>With a development token of an operator, who may change accounts.</summary>
    public TestCaller Administrator(HttpClient http) =>
        new(http, Services.GetRequiredService<DevelopmentTokens>().Issue(Roles.Operator, null, null, "olga"));

    /// <summary>An account with the password, which nobody had to set by a link.</summary>
    public async Task<Account> Add(string userName, params (string Role, string Place)[] roles)
    {
        var hash = await Services.GetRequiredService<SignIn.Passwords>().Hash(Password, default);
        return await Db(async db =>
        {
            var account = new Account
            {
                Id = Guid.CreateVersion7(), UserName = userName, Name = $"Persona {userName}", PasswordHash = hash,
                CreatedAt = Clock.GetUtcNow(), Roles = [.. roles.Select(x => new AccountRole { Role = x.Role, Place = x.Place })],
            };
            db.Accounts.Add(account);
            await db.SaveChangesAsync();
            return account;
        });
    }

    public async Task<T> Db<T>(Func<IdentityDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // the system clears its temporary folder itself
        }
    }

    private async Task Begin()
    {
        var options = new AuthorityOptions(Address, folder);
        app = await SupplyHost.Build([], new HostOptions
        {
            Urls = Address.GetLeftPart(UriPartial.Authority), DevTokens = true, Clock = Clock, Relay = false, Schedule = false,
            Settings = new Dictionary<string, string?>(options.Settings(Address))
            {
                ["Database:Provider"] = "Sqlite", ["Database:Folder"] = folder, ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]),
            },
            Configure = builder =>
            {
                builder.AddAuthority(options);
                builder.Logging.ClearProviders().AddProvider(new KeptLog(Log)).SetMinimumLevel(LogLevel.Trace);
            },
        }, [new AlphaService()]);
        app.MapAuthority();
        FirstLink = await app.PrepareAuthority();
        await app.StartAsync();
    }
}
