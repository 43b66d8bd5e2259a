using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Http;

/// <summary>
/// How often one address may write without a token. Configuration: <c>RateLimit:ReportsPerHour</c> (30; 0: no limit, in services whose
/// callers' addresses are the gateway's, which has it).
/// </summary>
public static class ReportLimit
{
    public const string Policy = "citizen-reports";
    public const string Setting = "RateLimit:ReportsPerHour";

    internal static void Add(WebApplicationBuilder builder)
    {
        var perHour = builder.Configuration.GetValue(Setting, 30);
        builder.Services.Configure<RateLimiterOptions>(x => x.AddPolicy(Policy, context => Of(context, perHour)));
    }

    private static RateLimitPartition<string> Of(HttpContext context, int perHour) => perHour <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(Network(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perHour, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromHours(1) / perHour, QueueLimit = 0,
        });

    // Whoever has one address of version 6 has the 64 bits after its network as well.
    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
