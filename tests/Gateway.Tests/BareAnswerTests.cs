using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supply.Gateway.Tests;

/// <summary>What a copy's server refuses before the copy's own code is asked has no content.</summary>
public sealed class BareAnswerTests
{
    [Fact]
    public async Task A_refusal_without_content_is_passed_on_as_a_problem_document()
    {
        await using var backend = await Backend.Start(context =>
        {
            (context.Response.StatusCode, context.Response.ContentLength) = (int.Parse(context.Request.Query["status"]!, null), 0);
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        foreach (var (status, code) in ((int, string)[])[(400, "request.malformed"), (414, "request.refused"), (431, "request.refused")])
        {
            using var answer = await gateway.Http.GetAsync(new Uri($"/catalog/notes?status={status}", UriKind.Relative));
            Assert.Equal(((HttpStatusCode)status, "application/problem+json"),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        }
    }
}
