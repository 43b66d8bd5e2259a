using Supply.Contracts.Dispensing;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests;

internal static class Claves
{
    public const string Paracetamol = "010.000.0104.00";
}
