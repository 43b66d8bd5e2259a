using System.Security.Cryptography;
using System.Text;

namespace Supply.Standalone.Demo;

/// <summary>
/// The network of the demonstration: the 23 concurrent states with a warehouse and, for each step of its size, three units and a
/// hospital, which use one of the lists of claves. The same size is always the same network.
/// </summary>
/// <param name="size">1: 92 units and 12 claves; 10: 920 units and 60 claves.</param>
public sealed class DemoNetwork(int size)
{
    public IReadOnlyList<DemoItem> Items { get; } = [.. DemoItems.Lists.Take(size).SelectMany(x => x)];

    public IReadOnlyList<DemoState> States { get; } = [.. FederalState.All.Where(x => x.Operates).Select(x => Of(x, size))];

    /// <summary>The same name gives the same id, so a demonstration that was cut off goes on where it was.</summary>
    public static Guid Id(params ReadOnlySpan<object> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', name.ToArray())), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80); // version 8: made by a rule of our own
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static DemoState Of(FederalState state, int size)
    {
        var seed = int.Parse(state.Code, System.Globalization.CultureInfo.InvariantCulture);
        return new(state, $"ALM-{state.Code}-01", Zones.Of(state.Code), 0.62m + seed * 37 % 47 / 100m,
            [.. Enumerable.Range(0, size).SelectMany(step => Units(state, step))]);
    }

    private static DemoUnit[] Units(FederalState state, int step)
    {
        var items = DemoItems.Lists[step % DemoItems.Lists.Count];
        var name = step == 0 ? state.Name : $"{state.Name} {step + 1}";
        string Clues(int n) => $"{state.Prefix}IMB99{4 * step + n:0000}";
        return
        [
            new(Clues(1), $"Centro de Salud Urbano, {name}", "healthUnit", 1, "URBANO DE 03 NÚCLEOS BÁSICOS", false, 60, items),
            new(Clues(2), $"Centro de Salud Rural, {name}", "healthUnit", 1, "RURAL DE 01 NÚCLEO BÁSICO", true, 30, items),
            new(Clues(3), $"Unidad Médica Móvil, {name}", "mobileUnit", 1, "UNIDAD MÓVIL", true, 25, items),
            new(Clues(4), $"Hospital General, {name}", "hospital", 2, "HOSPITAL GENERAL", false, 110, items),
        ];
    }
}
