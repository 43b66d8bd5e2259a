using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;

namespace Supply.Samples;

/// <summary>Hears of notes.</summary>
public sealed class BetaService() : SupplyService<BetaDb>("beta")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Handlers(HandlerList<BetaDb> on) => on.On<NoteWritten, CountNote>("count-note").On<NoteDated,
        KeepDatedNote>("keep-dated-note");

    protected override void Services(IServiceCollection services, IConfiguration configuration) => services.TryAddSingleton<Trouble>();
}
