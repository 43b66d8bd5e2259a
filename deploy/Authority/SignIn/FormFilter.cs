using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;

namespace Supply.Authority.SignIn;

/// <summary>What is sent to these pages comes from a form that they gave to the same browser.</summary>
internal static class FormFilter
{
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string path, Delegate handler) =>
        routes.MapPost(path, handler).AddEndpointFilter(Check).AllowAll("people sign in here").ExcludeFromDescription();

    /// <summary>What the person wrote; empty where the field is missing.</summary>
    public static string Written(this HttpContext http, string field) => http.Request.Form[field].ToString();

    private static async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!await IsOurs(http))
            return Html.Page("La página venció", Html.Of($"""<p><a href="/">Volver al inicio</a></p>"""),
                "El formulario estuvo abierto demasiado tiempo o no es de este sitio. Vuelva a empezar.", StatusCodes.Status400BadRequest);
        return await next(context);
    }

    private static async Task<bool> IsOurs(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType
                && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException) // a form that cannot be read
        {
            return false;
        }
    }
}
