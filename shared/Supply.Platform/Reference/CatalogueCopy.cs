using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Reference;

/// <summary>Where a service keeps its copy of the catalogue.</summary>
internal sealed record CatalogueCopy(string Service, Type Db)
{
    public ReferenceDb Of(IServiceProvider scoped) => (ReferenceDb)scoped.GetRequiredService(Db);
}
