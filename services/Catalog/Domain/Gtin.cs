namespace Supply.Catalog.Domain;

/// <summary>
/// The number under a bar code, of GS1: 8, 12, 13 or 14 digits, the last of which checks the others. Kept with 14, zeros in front, as
/// scanners of GS1 codes give it (AI 01). https://www.gs1.org/standards/id-keys/gtin
/// </summary>
public readonly record struct Gtin
{
    public const int Length = 14;

    private Gtin(string value) => Value = value;

    public string Value { get; }

    /// <summary>Blanks and hyphens aside; refuses with <c>gtin.malformed</c> and <c>gtin.check-digit</c>.</summary>
    public static Outcome<Gtin> Parse(string? text, string field = "gtin")
    {
        var digits = Codes.Normalise(text).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is not (8 or 12 or 13 or 14) || !digits.All(char.IsAsciiDigit) || digits.All(x => x == '0'))
            return Refusal.Invalid("gtin.malformed", $"«{Codes.Show(text)}» no es un GTIN: son 8, 12, 13 o 14 cifras.", field);
        var whole = digits.PadLeft(Length, '0');
        return CheckDigit(whole) == whole[^1]
            ? new Gtin(whole)
            : Refusal.Invalid(
                "gtin.check-digit", $"El dígito verificador de {Codes.Show(digits)} no corresponde: léalo o escríbalo de nuevo.", field);
    }

    public override string ToString() => Value;

    // From the right the digits weigh 3, 1, 3, 1, ...
    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
            sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
