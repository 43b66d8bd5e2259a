using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

public static class RefusedResults
{
    /// <summary>A refusal as a result, for filters and routes that answer no JSON value.</summary>
    public static IResult Refused(this IResultExtensions _, Refusal refusal) => new RefusedResult(refusal);

    private sealed class RefusedResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.WriteProblem(refusal);
    }
}
