using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Supply.Platform.Http;

/// <summary>
/// Compares a JSON text with the type that it is to become, and says of the first member that does not fit what is wrong with
/// it: <c>request.unknown-member</c>, <c>request.duplicate-member</c> (also when only the case of its letters differs),
/// <c>request.zero-id</c>, or <c>request.wrong-type</c> with what is expected.
/// </summary>
internal ref struct RequestShape
{
    private Utf8JsonReader reader;

    private RequestShape(ReadOnlySpan<byte> utf8) => reader = new(utf8, new JsonReaderOptions { MaxDepth = 64 });

    /// <exception cref="JsonException">It is no JSON to its end, whatever else is wrong with it.</exception>
    public static Refusal? Fault(ReadOnlySpan<byte> utf8, JsonTypeInfo type)
    {
        var shape = new RequestShape(utf8);
        shape.reader.Read();
        var fault = shape.Value(type, "");
        while (shape.reader.Read()) // to the end, also after a fault
        {
        }
        return fault;
    }

    // Each method begins on the first token of what it reads and ends on its last.
    private Refusal? Value(JsonTypeInfo type, string path)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (reader.TokenType == JsonTokenType.Null)
            return type.Type.IsValueType && plain == type.Type ? Wrong("Falta el valor.", path) : null;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => Members(type, path),
            JsonTypeInfoKind.Enumerable => Elements(type, path),
            JsonTypeInfoKind.Dictionary => Entries(type, path),
            _ when plain == typeof(object) || plain.Namespace is "System.Text.Json" or "System.Text.Json.Nodes" => Anything(path),
            _ => Scalar(plain, path),
        };
    }

    private Refusal? Members(JsonTypeInfo type, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Wrong("Se espera un objeto { … }.", path);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Name(path, seen).Refused(out var why, out var name))
                return why;
            var member = Below(path, name);
            if (Member(type, name) is not { } property)
                return Refusal.Invalid("request.unknown-member", $"No se conoce el campo «{Codes.Show(name)}»; revise su nombre.", member);
            reader.Read();
            if (Value(type.Options.GetTypeInfo(property.PropertyType), member) is { } fault)
                return fault;
        }
        return null;
    }

    private static JsonPropertyInfo? Member(JsonTypeInfo type, string name)
    {
        foreach (var property in type.Properties)
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property;
        return null;
    }

    private Refusal? Entries(JsonTypeInfo type, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Wrong("Se espera un objeto { … }.", path);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Name(path, seen).Refused(out var why, out var name))
                return why;
            reader.Read();
            if (Value(type.Options.GetTypeInfo(type.ElementType ?? typeof(object)), Below(path, name)) is { } fault)
                return fault;
        }
        return null;
    }

    private Refusal? Elements(JsonTypeInfo type, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Wrong("Se espera una lista [ … ].", path);
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            if (Value(type.Options.GetTypeInfo(type.ElementType ?? typeof(object)),
                string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } fault)
                return fault;
        return null;
    }

    // A value of no declared type: only its member names and texts are looked at.
    private Refusal? Anything(string path)
    {
        var options = HttpJson.Options;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Entries(options.GetTypeInfo(typeof(Dictionary<string, object>)), path),
            JsonTokenType.StartArray => Elements(options.GetTypeInfo(typeof(List<object>)), path),
            JsonTokenType.String => Text(path).Refused(out var why, out _) ? why : null,
            _ => null,
        };
    }

    private Outcome<string> Name(string path, HashSet<string> seen)
    {
        if (Text(path).Refused(out var why, out var name))
            return why;
        return seen.Add(name)
            ? name
            : Refusal.Invalid("request.duplicate-member", $"El campo «{Codes.Show(name)}» viene dos veces: no se sabe cuál vale.",
                Below(path, name));
    }

    private Refusal? Scalar(Type type, string path)
    {
        if (type == typeof(bool))
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : Wrong("Se espera true o false.", path);
        if (type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte))
            return Integer(type, path);
        if (type == typeof(decimal) || type == typeof(double))
            return reader.TokenType != JsonTokenType.Number ? Wrong("Se espera un número, sin comillas.", path)
                : reader.TryGetDecimal(out _) ? null
                : Wrong("El número es demasiado grande.", path);
        if (reader.TokenType != JsonTokenType.String)
            return Wrong("Se espera un texto entre comillas.", path);
        if (Text(path).Refused(out var why, out var text))
            return why;
        if (type == typeof(Guid))
            return !reader.TryGetGuid(out var id)
                ? Wrong("Se espera un identificador UUID como 0190f5a4-7c1e-7000-8000-000000000001.", path) : ZeroId(id, path);
        if (type == typeof(DateOnly))
            return IsDate(text) ? null : Wrong(
                $"«{Codes.Show(text)}» no es una fecha que exista: se espera año-mes-día, como 2026-10-15.", path);
        if (type == typeof(DateTimeOffset))
            return InstantWithOffset.TryRead(ref reader, out _) ? null
                : Wrong(
                    $"«{Codes.Show(text)}» no es un momento: se espera como 2026-10-15T09:30:00-06:00, con su diferencia con UTC.", path);
        if (type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase))
            return Wrong(
                $"«{Codes.Show(text)}» no es uno de "
                + $"{string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}.", path);
        return null;
    }

    private Refusal? Integer(Type type, string path)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return Wrong("Se espera un número entero, sin comillas.", path);
        if (!reader.TryGetInt64(out var number))
            return Wrong(reader.TryGetDecimal(out var given) && given != decimal.Truncate(given)
                ? "Se espera un número entero, sin decimales." : "El número es demasiado grande.", path);
        var fits = type == typeof(long) || (type == typeof(int) ? number is >= int.MinValue and <= int.MaxValue
            : type == typeof(short) ? number is >= short.MinValue and <= short.MaxValue : number is >= byte.MinValue and <= byte.MaxValue);
        return fits ? null : Wrong("El número es demasiado grande.", path);
    }

    /// <summary>The zero UUID is what programs send that forgot to make one: null, or <c>request.zero-id</c>.</summary>
    public static Refusal? ZeroId(Guid id, string field) => id == Guid.Empty
        ? Refusal.Invalid("request.zero-id", "El identificador son puros ceros: genere uno (UUID).", field)
        : null;

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>U+0000 is not stored by every database, and half a surrogate pair by none.</summary>
    private readonly Outcome<string> Text(string path)
    {
        try
        {
            return reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : Wrong("El texto trae el carácter nulo, que no se puede guardar.", path);
        }
        catch (InvalidOperationException)
        {
            return Wrong("El texto trae caracteres que no existen.", path);
        }
    }

    private static string Below(string path, string name) => path.Length == 0 ? Codes.Show(name) : $"{path}.{Codes.Show(name)}";

    private static Refusal Wrong(string detail, string path) =>
        Refusal.Invalid("request.wrong-type", detail, path.Length == 0 ? null : path);
}
