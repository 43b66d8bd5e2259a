using Microsoft.EntityFrameworkCore;
using Supply.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Grpc.Tests;

public sealed class FillTests
{
    [Fact]
    public async Task An_empty_service_fills_itself()
    {
        await using var world = await World.Start();
        await world.Populate();
        await using var dispensing = await world.Empty(new DispensingService());
        await World.Ready(dispensing);
        Assert.Equal(2, await dispensing.Db<DispensingDb, int>(db => db.Facilities.CountAsync()));
        var fills = await dispensing.As(Roles.Operator).Get("/dispensing/ops/fills");
        Assert.Equal("taken", fills.Json.GetProperty("items")[0].GetProperty("status").GetString());
    }
}
