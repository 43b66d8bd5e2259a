using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Stock;

/// <summary>Up to when the stock of facilities is stated, and which months are to be stated again.</summary>
internal static class StockDays
{
    // Inventory tells the days that have ended once an hour; what it tells of yesterday comes before yesterday is stated.
    private static readonly TimeSpan settle = TimeSpan.FromHours(3);

    /// <summary>The last day that has ended everywhere.</summary>
    public static DateOnly Through(DateTimeOffset now) => Zones.DateAt(now - settle, "America/Tijuana").AddDays(-1);

    /// <summary>In the present transaction.</summary>
    public static void Request(IndicatorsDb db, IEnumerable<(string Facility, Month Month)> months)
    {
        var now = db.Origin.Clock.Now();
        db.StockDue.AddRange(months.Distinct().Select(x => new StockMonthDue
        {
            Id = Guid.CreateVersion7(now), Facility = x.Facility, Month = x.Month.ToString(),
        }));
    }
}
