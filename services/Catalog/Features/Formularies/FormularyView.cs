using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Features.Formularies;

public sealed record FormularyView(string UnitType, int Version, IReadOnlyList<string> Claves) : IVersioned
{
    public static FormularyView Of(Formulary x) => new(x.UnitType, x.Version, MessageJson.Read<string[]>(x.Claves));
}
