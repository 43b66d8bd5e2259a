using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>What a browser may do with an answer. A route that needs more says so itself, for itself.</summary>
/// <param name="authority">The pages ask it for tokens; null: there is none but this host.</param>
internal sealed class SecurityHeaders(string? authority)
{
    private readonly string pages = Policy(authority);

    public void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer"); // addresses hold folios
        headers.TryAdd("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()");
        headers.TryAdd("Content-Security-Policy", pages);
    }

    private static string Policy(string? authority)
    {
        var connect = Uri.TryCreate(authority, UriKind.Absolute, out var uri) ? $" {uri.GetLeftPart(UriPartial.Authority)}" : "";
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
            + $"form-action 'self'{connect}; connect-src 'self'{connect}";
    }
}
