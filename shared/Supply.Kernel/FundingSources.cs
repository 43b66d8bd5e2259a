namespace Supply.Kernel;

/// <summary>Where the money for pieces comes from; the catalogue lists the known ones.</summary>
public static class FundingSources
{
    public const int MaxLength = 40;

    /// <summary>What every installation lists; the catalogue publishes them, and may change what they are called.</summary>
    public static readonly IReadOnlyList<ListedEntry> Seeded =
    [
        new("SAEAC", "FONSABI, atención de enfermedades de alto costo", ["FONSABI SAEAC"], RingFenced: true),
        new("SADMI", "FONSABI, complemento a la compra y distribución de medicamentos", ["FONSABI SADMI"], RingFenced: true),
        new("U013", "Programa presupuestario U013", ["PP U013"]),
    ];

    /// <summary>FONSABI's own programmes: known before the catalogue has told of them, so that they are never picked unnamed.</summary>
    private static readonly string[] alwaysRingFenced = ["SAEAC", "SADMI"];

    /// <summary>Empty where none is named; refuses with <c>funding-source.malformed</c>.</summary>
    public static Outcome<string> Parse(string? text, string field = "fundingSource", string code = "funding-source.malformed") =>
        Codes.OtherAlphabet(text) is { } letter ? Refusal.Invalid(code, letter, field) // a programme of its own would look like another
        : Codes.Normalise(text) is { Length: <= MaxLength } source ? source
            : Refusal.Invalid(code, $"La fuente de financiamiento tiene hasta {MaxLength} caracteres.", field);

    /// <summary>Whether the text names one of the two programmes in any spelling: <c>S.A.E.A.C.</c>, <c>Fonsabi sadmi 2026</c>.</summary>
    public static bool IsRingFenced(string? text) =>
        Texts.LettersAndDigits(text) is var letters && alwaysRingFenced.Any(x => letters.Contains(x, StringComparison.Ordinal));
}
