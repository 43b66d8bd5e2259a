using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Supply.Bad.Domain;

// Each type breaks one rule, in one of the places where it can be broken.

public sealed class KeepsAContext
{
    public DbContext? Context;
}

public static class AsksTheRequest
{
    public static string Path(object request) => ((HttpContext)request).Request.Path;
}

public static class QueriesInALambda
{
    public static Func<IQueryable<string>, Task<int>> Count() => rows => EntityFrameworkQueryableExtensions.CountAsync(rows);
}

public static class Publishes
{
    public static async Task Say(MassTransit.IPublishEndpoint endpoint) => await endpoint.Publish(new object());
}

public static class TakesAClock
{
    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();
}

public static class ReadsTheClock
{
    public static int Year() => DateTime.Now.Year;
}

public static class ReckonsInDouble
{
    public static double Half(int pieces) => pieces / 2.0;
}

public static class ReckonsInDoubleInside
{
    public static int Share(int pieces)
    {
        var share = pieces * 0.4;
        Console.WriteLine(share);
        return (int)share;
    }
}

public sealed class KeepsAFloat
{
    public float? Rate;
}

public sealed class Pure
{
    public decimal Rate(int part, int whole) => whole == 0 ? 0 : Math.Round((decimal)part / whole, 2, MidpointRounding.AwayFromZero);

    public DateOnly Tomorrow(DateOnly today) => today.AddDays(1);
}
