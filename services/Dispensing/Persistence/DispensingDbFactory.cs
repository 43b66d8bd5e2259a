using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Persistence;

public sealed class DispensingDbFactory : DesignTimeFactory<DispensingDb>
{
    protected override DispensingDb Create(DbContextOptions<DispensingDb> options, Origin origin) => new(options, origin);
}
