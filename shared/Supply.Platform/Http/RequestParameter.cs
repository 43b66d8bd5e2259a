using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>One parameter of a route's path or query, as its handler declares it.</summary>
/// <param name="Type">Of its value, without <c>Nullable</c>.</param>
/// <param name="Of">Its value among the arguments of the handler.</param>
internal sealed record RequestParameter(string Name, Type Type, bool IsOptional, Func<EndpointFilterInvocationContext, object?> Of)
{
    public static bool IsSimple(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateOnly)
            || type == typeof(DateTimeOffset)
        || type == typeof(decimal);

    /// <summary>Null, or <c>request.wrong-type</c> with what is expected.</summary>
    public Refusal? Fault(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return IsOptional ? null : Refusal.Invalid("request.wrong-type", $"Falta el parámetro «{Name}».", Name);
        return Expected(text) is { } expected
            ? Refusal.Invalid("request.wrong-type", $"El parámetro «{Name}» dice «{Codes.Show(text)}»: se espera {expected}.", Name)
            : null;
    }

    private string? Expected(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (Type == typeof(int))
            return int.TryParse(text, NumberStyles.Integer, culture, out _) ? null : "un número entero";
        if (Type == typeof(long))
            return long.TryParse(text, NumberStyles.Integer, culture, out _) ? null : "un número entero";
        if (Type == typeof(decimal))
            return decimal.TryParse(text, NumberStyles.Number, culture, out _) ? null : "un número";
        if (Type == typeof(bool))
            return bool.TryParse(text, out _) ? null : "true o false";
        if (Type == typeof(Guid))
            return Guid.TryParse(text, out _) ? null : "un identificador UUID";
        if (Type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out _) ? null
                : "una fecha que exista, como 2026-10-15";
        if (Type == typeof(DateTimeOffset))
            return DateTimeOffset.TryParse(text, culture, out _) ? null : "un momento como 2026-10-15T09:30:00Z";
        return Type.IsEnum && !Enum.TryParse(Type, text, ignoreCase: true, out _) ? "uno de "
            + string.Join(", ", Enum.GetNames(Type)) : null;
    }
}
