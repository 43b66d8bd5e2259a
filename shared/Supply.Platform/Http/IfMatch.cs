using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>The version that the caller has seen; absent where no <c>If-Match</c> was sent.</summary>
public sealed record IfMatch(int? Version, bool Unreadable)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString().Trim();
        if (header.Length == 0)
            return new(new IfMatch(null, false));
        return new(int.TryParse(header.Trim('"'), NumberStyles.None, null, out var version) ? new IfMatch(version, false)
            : new IfMatch(null, true));
    }

    /// <summary>For a replacement: 428 without <c>If-Match</c>, 412 with another version.</summary>
    public Refusal? MustBe(int current) => Version is null && !Unreadable
        ? Refusal.VersionRequired("request.version-required", "Indique en If-Match la versión que reemplaza (ETag).")
        : MayBe(current);

    /// <summary>For a change of state: 412 with another version, fine without <c>If-Match</c>.</summary>
    public Refusal? MayBe(int current) => Unreadable || (Version is { } seen && seen != current)
        ? Refusal.Stale("request.stale-version", $"Otra persona cambió este registro: la versión actual es {current}. Vuelva a leerlo.")
        : null;
}
