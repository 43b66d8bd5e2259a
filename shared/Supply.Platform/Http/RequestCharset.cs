using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Supply.Platform.Http;

/// <summary>In which charset a request says its body is: a wrong one is refused rather than read as something else.</summary>
public static class RequestCharset
{
    /// <summary>For JSON and NDJSON, which are UTF-8 (RFC 8259, section 8.1).</summary>
    /// <exception cref="RequestRefusedException">415 <c>request.charset</c>: the content type names another charset.</exception>
    public static void RequireUtf8(this HttpRequest request)
    {
        foreach (var name in request.Charsets())
            if (name is not ("utf-8" or "utf8"))
                throw Unknown(name, "JSON se envía en utf-8");
    }

    /// <summary>What the content type names, in lower case; usually nothing.</summary>
    internal static IReadOnlyList<string> Charsets(this HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? []
            : [.. type.Parameters.Where(x => x.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
                .Select(x => HeaderUtilities.RemoveQuotes(x.Value).ToString().Trim().ToLowerInvariant()).Distinct()];

    internal static RequestRefusedException Unknown(string name, string expected) => new(
        Refusal.Malformed("request.charset", $"El Content-Type dice charset={Codes.Show(name)} y {expected}."),
        StatusCodes.Status415UnsupportedMediaType);
}
