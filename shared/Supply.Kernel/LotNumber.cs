namespace Supply.Kernel;

/// <summary>The maker's lot as printed on the pack, 1 to 40 characters. It means something only together with clave and expiry.</summary>
public readonly record struct LotNumber
{
    public const int MaxLength = 40;

    private LotNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>In any spelling (<see cref="Codes.Normalise"/>); refuses with <c>lot.malformed</c>.</summary>
    public static Outcome<LotNumber> Parse(string? text, string field = "lot")
    {
        if (Codes.OtherAlphabet(text) is { } letter)
            return Refusal.Invalid("lot.malformed", letter, field);
        var code = Codes.Normalise(text);
        // a GS1 code has a control character between its parts
        var isScannedWithMore = (text ?? "").Any(x => char.IsControl(x) && !char.IsWhiteSpace(x));
        return code.Length is > 0 and <= MaxLength && !isScannedWithMore
            ? new LotNumber(code)
            : Refusal.Invalid("lot.malformed",
                $"El lote debe tener de 1 a {MaxLength} caracteres, como está impreso en el empaque.", field);
    }

    public override string ToString() => Value;
}
