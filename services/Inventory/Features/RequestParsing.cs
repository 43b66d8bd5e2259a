using Supply.Inventory.Domain;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features;

/// <summary>What the requests of this service have in common: parsed with the kernel's types, refused with the member's path.</summary>
internal static class RequestParsing
{
    public const int MaxLines = 1000;
    private static readonly TimeSpan ahead = TimeSpan.FromHours(24);
    private static readonly TimeSpan back = TimeSpan.FromDays(400);

    /// <summary>Reads each line; refuses none, too many and null ones with <c>inventory.lines</c>.</summary>
    public static Outcome<IReadOnlyList<T>> Lines<TLine, T>(TLine?[]? lines, Func<TLine, Outcome<T>> read) where TLine : class
    {
        if (lines is not { Length: > 0 and <= MaxLines })
            return Refusal.Invalid("inventory.lines", $"Se esperan de 1 a {MaxLines} renglones.", "lines");
        var parsed = new List<T>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is not { } line)
                return Refusal.Invalid("inventory.lines", "Hay un renglón vacío.", $"lines[{i}]");
            if (read(line).Refused(out var why, out var value))
                return why.At($"lines[{i}]");
            parsed.Add(value!);
        }
        return parsed;
    }

    /// <summary>A lot of a clave as it lies somewhere; the storeroom, usable and no funding source where nothing is said.</summary>
    public static Outcome<(string Clave, Holding Holding)> Holding(string? clave, string? lot, DateOnly? expiresOn, string? fundingSource, StockCondition? condition, string? location)
    {
        if (Clave.Parse(clave).Refused(out var why, out var item) || Lot(lot).Refused(out why, out var number))
            return why;
        if (expiresOn is not { } expiry)
            return Refusal.Invalid("inventory.expiry-missing", "Indique la fecha de caducidad del lote.", "expiresOn");
        if (Place(fundingSource, "fundingSource").Refused(out why, out var source) || Place(location, "location").Refused(out why, out var place))
            return why;
        return (item.Value, new Holding(place.Length == 0 ? Domain.Holding.Main : place, number!, expiry, source.ToUpperInvariant(), condition ?? StockCondition.Usable));
    }

    public static Outcome<string> Lot(string? text) =>
        LotNumber.Parse(text).Refused(out var why, out var lot) ? why
        : lot.Value == Domain.Holding.UncoveredLot ? Refusal.Invalid("inventory.lot-reserved", $"{Domain.Holding.UncoveredLot} no es un lote: indique el que está impreso en el empaque.", "lot")
        : lot.Value;

    /// <summary>At most 40 characters; absent is the empty text.</summary>
    public static Outcome<string> Place(string? text, string field) => (text ?? "").Trim().Normalize() is { Length: <= 40 } place && !place.Any(char.IsControl)
        ? place
        : Refusal.Invalid("inventory.text", "El texto tiene hasta 40 caracteres.", field);

    /// <summary>1 to 200 characters.</summary>
    public static Outcome<string> Text(string? text, string field) => (text ?? "").Trim().Normalize() is { Length: >= 1 and <= 200 } said && !said.Any(char.IsControl)
        ? said
        : Refusal.Invalid("inventory.text", "El texto tiene de 1 a 200 caracteres.", field);

    /// <summary>Null where nothing is said.</summary>
    public static Outcome<string?> OptionalText(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? (string?)null : Text(text, field).Refused(out var why, out var said) ? why : said;

    /// <summary>At most 24 h ahead (<c>inventory.in-future</c>) and 400 days back (<c>inventory.too-old</c>).</summary>
    public static Refusal? Moment(DateTimeOffset moment, DateTimeOffset now, string field) =>
        moment > now + ahead ? Refusal.Invalid("inventory.in-future", "La fecha está más de 24 horas en el futuro.", field)
        : moment < now - back ? Refusal.Invalid("inventory.too-old", "La fecha tiene más de 400 días.", field)
        : null;

    /// <summary>When goods of the date came: the instant if it was told, now if it is today, else the date's noon.</summary>
    public static Outcome<DateTimeOffset> Arrival(DateOnly date, DateTimeOffset? instant, DateTimeOffset now, string zone)
    {
        if (date > Zones.DateAt(now + ahead, zone))
            return Refusal.Invalid("inventory.in-future", "La fecha está más de 24 horas en el futuro.", "receivedOn");
        if (date < Zones.DateAt(now - back, zone))
            return Refusal.Invalid("inventory.too-old", "La fecha tiene más de 400 días.", "receivedOn");
        if (instant is { } told)
            return Moment(told, now, "receivedAt") is { } why ? why : told.ToMicroseconds();
        return date == Zones.DateAt(now, zone) ? now : Noon(date, zone);
    }

    private static DateTimeOffset Noon(DateOnly date, string zone)
    {
        var noon = date.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(noon)).ToUniversalTime();
    }
}
