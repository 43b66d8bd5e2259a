namespace Supply.Kernel;

/// <summary>An entry of a list that the catalogue owns: a funding source or a location. Its code, name and aliases all name it.</summary>
/// <param name="RingFenced">Of a funding source: its pieces are picked only when it is named.</param>
/// <param name="Active">Whether goods may newly come in under it.</param>
public sealed record ListedEntry(
    string Code, string Name, IReadOnlyList<string> Aliases, bool RingFenced = false, bool Active = true)
{
    /// <summary>Characters of a name or alias; a code is shorter.</summary>
    public const int MaxSpelling = 200;
}
