using Microsoft.AspNetCore.Http;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <summary>An answer that is the same for everybody who asks again: 304 while its <c>ETag</c> is the caller's.</summary>
internal sealed class ETagResult<T>(T value) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ETagAnswer.Of(value).ExecuteAsync(httpContext);
}
