using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;

namespace Supply.Architecture.Tests;

/// <summary>
/// Every route of the six OpenAPI documents, asked by everybody there is for a facility of Hidalgo: <c>access.txt</c> says who is let in.
/// A route that is not in it fails; <c>APPROVE=1</c> writes it anew, for a person to read.
/// </summary>
public sealed class AccessTableTests : IAsyncLifetime
{
    private const string Table = "tests/Architecture.Tests/access.txt";
    private const string Theirs = "BCIMB000011";

    private static readonly (string Name, RolePlace[] Roles)[] callers =
    [
        ("nobody", []),
        ("warehouse", [At(Roles.Warehouse, "ALM-13-01")]), ("pharmacy", [At(Roles.Pharmacy, OpenApiRequest.Facility)]),
        ("state", [new(Roles.State, OpenApiRequest.State)]), ("central", [new(Roles.Central, null)]),
        ("dashboard", [new(Roles.Dashboard, null)]), ("auditor", [new(Roles.Auditor, null)]), ("operator", [new(Roles.Operator, null)]),
        ("warehouse-02", [At(Roles.Warehouse, "ALM-02-01")]), ("pharmacy-02", [At(Roles.Pharmacy, Theirs)]),
        ("state-02", [new(Roles.State, "02")]),
        ("pharmacy+state-02", [At(Roles.Pharmacy, OpenApiRequest.Facility), new(Roles.State, "02")]),
        ("warehouse+pharmacy-02", [At(Roles.Warehouse, "ALM-13-01"), At(Roles.Pharmacy, Theirs)]),
    ];

    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(House.Services, relay: false);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Each_route_lets_in_whom_the_table_says()
    {
        var rows = new List<string>();
        foreach (var service in House.Services.Select(x => x.Name))
        {
            var document = JsonDocument.Parse(await host.Http.GetStringAsync($"/openapi/{service}.json")).RootElement;
            foreach (var request in OpenApiRequest.Of(document))
            {
                var answers = new List<string>();
                foreach (var (_, roles) in callers)
                    answers.Add(await Ask(request, roles));
                Lawful(request, answers);
                rows.Add(Row($"{request.Method} {request.Template}", answers));
            }
        }
        Assert.True(rows.Count > 100, $"only {rows.Count} routes");
        GeneratedPage.Is(Table, Head + string.Concat(rows.Order(StringComparer.Ordinal).Select(x => x + "\n")));
    }

    /// <summary>What no approval can change.</summary>
    private static void Lawful(OpenApiRequest request, List<string> answers)
    {
        var route = $"{request.Method} {request.Template}";
        Assert.False(answers[0] is not ("401" or "ok" or "404" or "422"), $"{route}: {answers[0]} to nobody");
        if (answers[0] != "401")
            return; // declared open to all
        Assert.All(answers, x => Assert.False(x.StartsWith('5'), $"{route}: {x}"));
        // Who has two roles is let in where one of them is.
        Two(11, 2, 10);
        Two(12, 1, 9);

        void Two(int both, int one, int other)
        {
            var expected = !IsRefused(answers[one]) ? answers[one] : !IsRefused(answers[other]) ? answers[other]
                : answers[one] == "place" || answers[other] == "place" ? "place" : "role";
            Assert.True(answers[both] == expected, $"{route}: {answers[both]} to {callers[both].Name}, not {expected}");
        }
    }

    private static bool IsRefused(string answer) => answer is "role" or "place";

    private async Task<string> Ask(OpenApiRequest request, RolePlace[] roles)
    {
        request = request.WithNewId();
        using var sent = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        if (roles.Length > 0)
            sent.Headers.Authorization = new AuthenticationHeaderValue("Bearer",
                host.Services.GetRequiredService<DevelopmentTokens>().Issue(roles, "ana"));
        if (request.Body is not null)
            sent.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType!) },
            };
        using var answer = await host.Http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead); // a stream has no end
        if (answer.StatusCode != System.Net.HttpStatusCode.Forbidden)
            return answer.IsSuccessStatusCode ? "ok" : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        var code = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
        return code switch
        {
            "access.role" => "role",
            "access.foreign-facility" or "access.foreign-state" => "place",
            _ => code!,
        };
    }

    private static RolePlace At(string role, string facility) => new(role, FacilityCode.Stored(facility).State.Code, facility, facility);

    private static string Row(string name, IEnumerable<string> answers) =>
        (name.PadRight(78) + string.Concat(answers.Zip(callers, (answer, caller) => answer.PadRight(Math.Max(6, caller.Name.Length + 1)))))
        .TrimEnd();

    private static string Head => $"""
        # Who is let in where: every route of the six OpenAPI documents, asked for facility {OpenApiRequest.Facility} of state {OpenApiRequest.State} on an empty system.
        # "ok": let in and answered. 404, 409, 412, 428: let in, and nothing was there or it was not as expected. 422: let in, and what was sent makes no sense.
        # "role": 403, not in this role. "place": 403, not for this place. 401: no token. Names with -02 have their place in another state.
        # Written by tests/Architecture.Tests with APPROVE=1; read each line that changed before you keep it.
        {Row("#", callers.Select(x => x.Name))}

        """;
}
