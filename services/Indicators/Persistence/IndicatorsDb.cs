using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Indicators.Persistence;

public sealed class IndicatorsDb(DbContextOptions<IndicatorsDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "indicators";

    protected override void Tables(ModelBuilder model)
    {
    }
}

public sealed class IndicatorsDbFactory : DesignTimeFactory<IndicatorsDb>
{
    protected override IndicatorsDb Create(DbContextOptions<IndicatorsDb> options, Origin origin) => new(options, origin);
}
