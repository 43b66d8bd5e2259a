using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Persistence;

public sealed class PlanningDb(DbContextOptions<PlanningDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "planning";

    protected override void Tables(ModelBuilder model)
    {
    }
}

public sealed class PlanningDbFactory : DesignTimeFactory<PlanningDb>
{
    protected override PlanningDb Create(DbContextOptions<PlanningDb> options, Origin origin) => new(options, origin);
}
