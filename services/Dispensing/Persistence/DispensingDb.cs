using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Persistence;

public sealed class DispensingDb(DbContextOptions<DispensingDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "dispensing";

    protected override void Tables(ModelBuilder model)
    {
    }
}

public sealed class DispensingDbFactory : DesignTimeFactory<DispensingDb>
{
    protected override DispensingDb Create(DbContextOptions<DispensingDb> options, Origin origin) => new(options, origin);
}
