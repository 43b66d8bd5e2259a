using System.Globalization;
using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class MonthsOfStockTests
{
    [Theory]
    [InlineData(0, 10L, "0")]
    [InlineData(25, 10L, "2.5")]
    [InlineData(1, 3L, "0.33")]
    [InlineData(1, 8L, "0.13")] // 0.125: half away from zero
    [InlineData(7, 0L, null)] // nothing is consumed: neither none nor for ever
    [InlineData(7, null, null)]
    public void Pieces_over_the_planning_quantity(long pieces, long? planned, string? months) =>
        Assert.Equal(months is null ? null : decimal.Parse(months, CultureInfo.InvariantCulture), MonthsOfStock.Of(pieces, planned));
}
