namespace Supply.Kernel;

/// <summary>A location within a facility; the catalogue lists the known ones. Its code has no case: <c>Main</c> is <c>main</c>.</summary>
public static class Locations
{
    /// <summary>The storeroom; wards and fixed stocks are other locations.</summary>
    public const string Main = "main";

    public const int MaxLength = 40;

    /// <summary>What every installation lists; the catalogue publishes them, and may change what they are called.</summary>
    public static readonly IReadOnlyList<ListedEntry> Seeded =
    [
        new(Main, "Farmacia o almacén de la unidad", ["principal", "farmacia", "almacén"]),
        new("urgencias", "Urgencias", []),
        new("hospitalizacion", "Hospitalización", []),
        new("quirofano", "Quirófano", []),
    ];

    /// <summary>The code in lower case, <see cref="Main"/> where none is named; refuses with <c>location.malformed</c>.</summary>
    public static Outcome<string> Parse(string? text, string field = "location", string code = "location.malformed") =>
        Normalise(text) switch
    {
        "" => Main,
        _ when Codes.OtherAlphabet(text) is { } letter => Refusal.Invalid(code, letter, field),
        { Length: <= MaxLength } location => location,
        _ => Refusal.Invalid(code, $"La ubicación tiene hasta {MaxLength} caracteres.", field),
    };

    public static string Normalise(string? text) => Codes.Normalise(text).ToLowerInvariant();
}
