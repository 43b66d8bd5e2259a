using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Supply.Authority;

/// <summary>
/// What a proxy of this machine says of who asks and how is believed, and what is sent here without a token is small: the edge leaves
/// the size of bodies to those who read them.
/// </summary>
internal sealed class BeforeTheEdge : IStartupFilter
{
    private const int LargestForm = 32 * 1024;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseForwardedHeaders();
        app.Use((http, pass) =>
        {
            if ((http.Request.Path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase)
                    || http.Request.Path.StartsWithSegments("/cuenta", StringComparison.OrdinalIgnoreCase))
                && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
                body.MaxRequestBodySize = LargestForm;
            return pass(http);
        });
        next(app);
    };
}
