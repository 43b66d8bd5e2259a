using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>What a route answers: 200 with the value, 201 with a first answer, or the problem that stands in its place.</summary>
public sealed class Reply<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? value;
    private readonly Refusal? refusal;
    private readonly int status = StatusCodes.Status200OK;

    private Reply(T value, int status) => (this.value, this.status) = (value, status);
    private Reply(Refusal refusal) => this.refusal = refusal;

    /// <summary>202: the work goes on after the answer.</summary>
    public static Reply<T> Accepted(T value) => new(value, StatusCodes.Status202Accepted);

    public static implicit operator Reply<T>(T value) => new(value, StatusCodes.Status200OK);
    public static implicit operator Reply<T>(Refusal refusal) => new(refusal);
    public static implicit operator Reply<T>(Outcome<T> outcome) =>
        outcome.Refused(out var why, out var value) ? new(why) : new(value, StatusCodes.Status200OK);

    public static implicit operator Reply<T>(Outcome<Created<T>> outcome) => outcome.Refused(out var why, out var created)
        ? new(why)
        : new(created.Value, created.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal is not null)
            return httpContext.WriteProblem(refusal);
        if (value is IVersioned { Version: var version })
            httpContext.Response.Headers.ETag = $"\"{version}\"";
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(value, HttpJson.Options, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(422, typeof(Problem), ["application/problem+json"]));
    }
}
