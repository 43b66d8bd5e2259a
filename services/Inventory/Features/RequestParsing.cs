using Supply.Inventory.Domain;

namespace Supply.Inventory.Features;

/// <summary>What the requests of this service have in common: parsed with the kernel's types, refused with the member's path.</summary>
internal static class RequestParsing
{
    public const int MaxLines = 1000;

    /// <summary>Reads each line; refuses none, too many and null ones with <c>inventory.lines</c>.</summary>
    public static Outcome<IReadOnlyList<T>> Lines<TLine, T>(TLine?[]? lines, Func<TLine, Outcome<T>> read) where TLine : class
    {
        if (lines is not { Length: > 0 and <= MaxLines })
            return Refusals.Lines();
        var parsed = new List<T>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is not { } line)
                return Refusals.EmptyLine(i);
            if (read(line).Refused(out var why, out var value))
                return why.At($"lines[{i}]");
            parsed.Add(value!);
        }
        return parsed;
    }

    /// <summary>A lot of a clave as it lies somewhere; the storeroom, usable and no funding source where nothing is said.</summary>
    public static Outcome<(string Clave, Holding Holding)> Holding(
        string? clave, string? lot, DateOnly? expiresOn, string? fundingSource, StockCondition? condition, string? location)
    {
        if (Clave.Parse(clave).Refused(out var why, out var item) || Lot(lot).Refused(out why, out var number))
            return why;
        if (expiresOn is not { } expiry)
            return Refusals.ExpiryMissing();
        if (FundingSource(fundingSource).Refused(out why, out var source) || Location(location).Refused(out why, out var place))
            return why;
        return (item.Value, new Holding(place, number!, expiry, source, condition ?? StockCondition.Usable));
    }

    public static Outcome<string> Lot(string? text) =>
        LotNumber.Parse(text).Refused(out var why, out var lot) ? why
        : lot.Value == Domain.Holding.UncoveredLot ? Refusals.LotReserved()
        : lot.Value;

    /// <summary>
    /// In the kernel's one spelling; absent is the empty text. It may be a name of up to 200 characters, which <see cref="StatedLists"/>
    /// turns into a code.
    /// </summary>
    public static Outcome<string> FundingSource(string? text, string field = "fundingSource") =>
        Codes.Normalise(text) is { Length: > FundingSources.MaxLength and <= ListedEntry.MaxSpelling } name
            && Codes.OtherAlphabet(text) is null
            ? name : FundingSources.Parse(text, field, Refusals.TextCode);

    /// <summary>In the kernel's one spelling; absent is the storeroom. It may be a name, as of a funding source.</summary>
    public static Outcome<string> Location(string? text, string field = "location") =>
        Locations.Normalise(text) is { Length: > Locations.MaxLength and <= ListedEntry.MaxSpelling } name
            && Codes.OtherAlphabet(text) is null
            ? name : Locations.Parse(text, field, Refusals.TextCode);

    /// <summary>1 to 200 characters.</summary>
    public static Outcome<string> Text(string? text, string field) => Texts.Line(text) is { Length: >= 1 and <= 200 } said
        ? said
        : Refusals.Text(field);

    /// <summary>Null where nothing is said.</summary>
    public static Outcome<string?> OptionalText(string? text, string field) =>
        Texts.Line(text).Length == 0 ? (string?)null : Text(text, field).Refused(out var why, out var said) ? why : said;
}
