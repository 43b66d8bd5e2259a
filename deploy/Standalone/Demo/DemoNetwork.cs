using System.Security.Cryptography;
using System.Text;

namespace Supply.Standalone.Demo;

/// <summary>
/// The network of the demonstration: the 23 concurrent states with a warehouse, three units and a hospital each. Always the same.
/// </summary>
public static class DemoNetwork
{
    public static IReadOnlyList<DemoItem> Items { get; } =
    [
        new("010.000.0104.00", "Paracetamol. Tableta 500 mg. Envase con 10 tabletas.", 'E', 14),
        new("010.000.5165.00", "Metformina. Tableta 850 mg. Envase con 30 tabletas.", 'V', 13),
        new("010.000.0574.00", "Captopril. Tableta 25 mg. Envase con 30 tabletas.", 'V', 10),
        new("010.000.2111.00", "Amlodipino. Tableta o cápsula 5 mg. Envase con 30.", 'V', 8),
        new("010.000.1042.00", "Glibenclamida. Tableta 5 mg. Envase con 50 tabletas.", 'E', 7),
        new("010.000.2301.00", "Hidroclorotiazida. Tableta 25 mg. Envase con 20 tabletas.", 'E', 6),
        new("010.000.2128.00", "Amoxicilina. Cápsula 500 mg. Envase con 12 cápsulas.", 'V', 8),
        new("010.000.2144.00", "Loratadina. Tableta o gragea 10 mg. Envase con 20.", 'N', 6),
        new("010.000.5106.00", "Atorvastatina. Tableta 20 mg. Envase con 10 tabletas.", 'E', 5),
        new("010.000.0429.00", "Salbutamol. Suspensión en aerosol. Inhalador con 200 dosis.", 'V', 4),
        new("010.000.1050.00", "Insulina humana NPH 100 UI/mL. Frasco ámpula con 10 mL.", 'V', 4),
        new("060.004.0109", "Abatelenguas. De madera, desechables. Envase con 500 piezas.", 'N', 1),
    ];

    public static IReadOnlyList<DemoState> States { get; } = [.. FederalState.All.Where(x => x.Operates).Select(Of)];

    /// <summary>The same name gives the same id, so a demonstration that was cut off goes on where it was.</summary>
    public static Guid Id(params ReadOnlySpan<object> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', name.ToArray())), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80); // version 8: made by a rule of our own
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static DemoState Of(FederalState state)
    {
        var seed = int.Parse(state.Code, System.Globalization.CultureInfo.InvariantCulture);
        string Clues(int n) => $"{state.Prefix}IMB99{n:0000}";
        return new(state, $"ALM-{state.Code}-01", Zones.Of(state.Code), 0.62m + seed * 37 % 47 / 100m,
        [
            new(Clues(1), $"Centro de Salud Urbano, {state.Name}", "healthUnit", 1, "URBANO DE 03 NÚCLEOS BÁSICOS", false, 60),
            new(Clues(2), $"Centro de Salud Rural, {state.Name}", "healthUnit", 1, "RURAL DE 01 NÚCLEO BÁSICO", true, 30),
            new(Clues(3), $"Unidad Médica Móvil, {state.Name}", "mobileUnit", 1, "UNIDAD MÓVIL", true, 25),
            new(Clues(4), $"Hospital General, {state.Name}", "hospital", 2, "HOSPITAL GENERAL", false, 110),
        ]);
    }
}
