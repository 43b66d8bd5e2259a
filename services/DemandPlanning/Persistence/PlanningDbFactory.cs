using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Persistence;

public sealed class PlanningDbFactory : DesignTimeFactory<PlanningDb>
{
    protected override PlanningDb Create(DbContextOptions<PlanningDb> options, Origin origin) => new(options, origin);
}
