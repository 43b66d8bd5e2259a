using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Supply.EndToEnd.Tests;

[Collection(nameof(OneProcessAtATime))]
public sealed class StartAndStopTests
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Starts_says_where_the_data_is_serves_and_stops_cleanly_on_Ctrl_C()
    {
        await using var standalone = await StandaloneProcess.Started();
        using var http = new HttpClient { BaseAddress = standalone.Address };

        var description = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/openapi/inventory.json"));
        Assert.StartsWith("3.", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await standalone.StopByCtrlC());
        Assert.Contains($"Data: {standalone.Data}", standalone.Output, StringComparison.Ordinal);
        Assert.Contains("development issuer ON", standalone.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(standalone.Data, "*.db"));
    }

    [Fact]
    public async Task Refuses_to_hand_out_tokens_on_an_address_that_others_can_reach()
    {
        await using var standalone = new StandaloneProcess();
        standalone.Spawn(null, "--urls", $"http://0.0.0.0:{standalone.Port}", "--data", standalone.Data, "--dev-tokens");

        var exit = await standalone.Exited(limit);
        Assert.True(exit is > 0, $"Exit code {exit}");
        Assert.Contains("loopback", standalone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_its_options_when_it_does_not_know_one()
    {
        await using var standalone = new StandaloneProcess();
        standalone.Spawn(null, "--port", "8080");

        Assert.Equal(2, await standalone.Exited(limit));
        Assert.Contains("--dev-tokens", standalone.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(standalone.Data));
    }

    [Fact]
    public async Task Has_no_token_issuer_unless_asked_for()
    {
        await using var standalone = new StandaloneProcess();
        string[] plain = ["--urls", standalone.Address.ToString().TrimEnd('/'), "--data", standalone.Data];
        using var http = new HttpClient { BaseAddress = standalone.Address };
        standalone.Spawn(null, plain);
        Assert.True(await standalone.Ready(), standalone.Output);
        Assert.Equal(404, await AskForToken());
        Assert.Equal(standalone.Address.ToString().TrimEnd('/'), await Authority());
        // The first administrator sets a password by the link, and with that the link is gone.
        var link = Regex.Match(standalone.Output, "http://\\S*/cuenta/contrasena\\S*").Value;
        Assert.Contains("administrador", await http.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal(0, await standalone.StopByCtrlC());

        standalone.Variables["Tokens__Authority"] = "https://127.0.0.1:1";
        standalone.Spawn(null, plain);
        Assert.True(await standalone.Ready(), standalone.Output);
        Assert.Equal(404, await AskForToken());
        Assert.Equal("https://127.0.0.1:1", await Authority());
        using var page = await http.GetAsync("/cuenta/entrar");
        Assert.Equal(404, (int)page.StatusCode); // people sign in there, not here

        async Task<int> AskForToken()
        {
            using var answer = await http.PostAsync(
                new Uri("/dev/token", UriKind.Relative),
                new StringContent("""{"role":"central"}""", System.Text.Encoding.UTF8, "application/json"));
            return (int)answer.StatusCode;
        }

        async Task<string?> Authority() => JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/ui/config"))
            .GetProperty("authority").GetString();
    }

    [Fact]
    public async Task Refuses_to_take_passwords_in_the_clear_from_a_network()
    {
        await using var standalone = new StandaloneProcess();
        standalone.Spawn(null, "--urls", $"http://0.0.0.0:{standalone.Port}", "--data", standalone.Data);
        Assert.True(await standalone.Exited(limit) is > 0);
        Assert.Contains("--address", standalone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_again_after_it_was_killed_in_its_first_start()
    {
        await using var standalone = new StandaloneProcess();
        for (var i = 1; i <= 4; i++)
        {
            standalone.Spawn();
            await Task.Delay(TimeSpan.FromMilliseconds(700 * i), TimeProvider.System);
            await standalone.Kill();
        }
        await standalone.Start();
    }

    // Entity Framework's lock is a row, and a killed process cannot take it away.
    [Fact]
    public async Task Starts_again_after_it_was_killed_while_it_held_the_lock_of_the_migrations()
    {
        await using var standalone = await StandaloneProcess.Started();
        await standalone.Kill();
        foreach (var file in Directory.GetFiles(standalone.Data, "*.db"))
        {
            await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
            await database.OpenAsync();
            await using var leave = database.CreateCommand();
            leave.CommandText = """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
                    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await leave.ExecuteNonQueryAsync();
        }
        await standalone.Start();
    }
}
