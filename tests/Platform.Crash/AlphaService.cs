using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;

namespace Supply.Samples;

/// <summary>Takes notes and hears what became of them.</summary>
public sealed class AlphaService() : SupplyService<AlphaDb>("alpha")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutNote();
        api.MapListNotes();
        api.MapPutLabel();
        api.MapReadList();
        api.MapStumble();
        api.MapSumNumbers();
    }

    protected override void Handlers(HandlerList<AlphaDb> on) => on.On<NoteWritten, IndexNote>("index-note").On<NoteCounted,
        MarkCounted>("mark-counted");

    protected override void Jobs(JobList<AlphaDb> jobs) => jobs
        .Add<TidyUp>("tidy-up", "0 0 3 * * ?")
        .Add<FallOver>("fall-over", "0 0 4 * * ?")
        .Add<SortNotes>("sort-notes", "0 0 5 * * ?")
        .Add<WaitForGate>("wait-for-gate", "0 0 6 * * ?");

    protected override void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<Runs>();
        services.AddScoped<Idle>().AddScoped<Flood>();
    }
}
