using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Persistence;

public sealed class IndicatorsDbFactory : DesignTimeFactory<IndicatorsDb>
{
    protected override IndicatorsDb Create(DbContextOptions<IndicatorsDb> options, Origin origin) => new(options, origin);
}
