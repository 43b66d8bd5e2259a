using System.Text.Json;

namespace Supply.Platform.Http;

/// <summary>Bodies of one JSON object a line.</summary>
public static class Ndjson
{
    public const string MediaType = "application/x-ndjson";

    /// <summary>
    /// Null, or <c>request.not-ndjson</c> where the first line shows that the whole body is something else: an array, or one
    /// object written over several lines. Without it each of its lines would be refused by itself.
    /// </summary>
    /// <param name="first">The first line that is not blank.</param>
    public static Refusal? IsOther(ReadOnlySpan<byte> first)
    {
        var begins = first.TrimStart(" \t\r"u8);
        if (begins.IsEmpty || (begins[0] != (byte)'[' && !(begins[0] == (byte)'{' && IsCutOff(begins))))
            return null;
        return Refusal.Invalid("request.not-ndjson", begins[0] == (byte)'['
            ? "Se recibió una lista JSON [ … ]. Se espera un objeto JSON por renglón, sin corchetes ni comas entre ellos (NDJSON)."
            : "El primer renglón es solo una parte de un objeto JSON. Se espera cada objeto completo en un renglón, sin saltos de línea "
                + "dentro (NDJSON).");
    }

    /// <summary>
    /// The <c>id</c> of a line that cannot be read as what it should be, so that its refusal can be told apart from others. Null
    /// where the line has none, has two, or breaks off before it.
    /// </summary>
    public static Guid? IdIn(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var (seen, found) = (false, default(Guid?));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = "id".Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase);
                if (isId && seen)
                    return null;
                seen |= isId;
                reader.Read();
                if (isId && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id) && id != Guid.Empty)
                    found = id;
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON from here on, or half a surrogate pair
        {
            return found;
        }
        return found;
    }

    // Ends in the middle, rather than being wrong where it is.
    private static bool IsCutOff(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }
            return reader is not { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
