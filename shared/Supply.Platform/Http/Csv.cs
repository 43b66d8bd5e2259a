using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Supply.Platform.Http;

/// <summary>What an import did, row by row. Rows are counted from 1, the header not counted.</summary>
public sealed record ImportReport(int Received, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedRow> Rejected);

public sealed record RejectedRow(int Row, string Code, string Detail);

/// <summary>One row of an official list; columns are found by name whatever their case, accents aside.</summary>
public sealed class CsvRow(int number, IReadOnlyDictionary<string, int> columns, string[] values)
{
    /// <summary>From 1, the header not counted.</summary>
    public int Number { get; } = number;

    /// <summary>The trimmed value of the first of the columns that the file has; null when it has none of them.</summary>
    public string? this[params ReadOnlySpan<string> names]
    {
        get
        {
            foreach (var name in names)
                if (columns.TryGetValue(name, out var i))
                    return i < values.Length ? values[i].Trim() : "";
            return null;
        }
    }
}

/// <summary>Reads the CSV body of an import: UTF-8 with or without BOM, or Latin-1; at most 64 MB, on disk and not in memory.</summary>
public static class Csv
{
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Header names are matched upper case, single-spaced.</summary>
    /// <exception cref="RequestRefusedException">415, 413, or 422 <c>csv.missing-column</c>, <c>csv.malformed</c>.</exception>
    public static async IAsyncEnumerable<CsvRow> ReadCsv(this HttpRequest request, string mandatoryColumn)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(Refusal.Malformed("request.media-type", "El contenido debe ser text/csv."), StatusCodes.Status415UnsupportedMediaType);
        var ct = request.HttpContext.RequestAborted;
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await Spool(request, file, ct);
        var encoding = await IsUtf8(file, ct) ? Encoding.UTF8 : Encoding.Latin1;
        file.Position = 0;
        using var reader = new CsvReader(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null, MissingFieldFound = null, DetectDelimiter = false, IgnoreBlankLines = true, TrimOptions = TrimOptions.Trim,
        });
        if (!await Next(reader))
            throw Refused("csv.malformed", "El archivo está vacío: falta el renglón de encabezados.");
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < reader.Parser.Count; i++)
            columns.TryAdd(string.Join(' ', Codes.Normalise(reader.Parser[i]).Split(' ', StringSplitOptions.RemoveEmptyEntries)), i);
        if (!mandatoryColumn.Split('|').Any(columns.ContainsKey))
            throw Refused("csv.missing-column", $"Falta la columna {mandatoryColumn.Replace("|", " o ", StringComparison.Ordinal)}.");
        for (var number = 1; await Next(reader); number++)
        {
            var values = new string[reader.Parser.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.Parser[i] is var value && value.Contains('\0', StringComparison.Ordinal) ? throw Refused("csv.malformed", $"El renglón {number} trae un carácter nulo: no es texto.") : value;
            if (!values.All(string.IsNullOrWhiteSpace))
                yield return new CsvRow(number, columns, values);
        }
    }

    private static async Task<bool> Next(CsvReader reader)
    {
        try
        {
            return await reader.Parser.ReadAsync();
        }
        catch (CsvHelperException)
        {
            throw Refused("csv.malformed", "El archivo no se puede leer como CSV.");
        }
    }

    private static RequestRefusedException Refused(string code, string detail) => new(Refusal.Invalid(code, detail), StatusCodes.Status422UnprocessableEntity);

    private static async Task Spool(HttpRequest request, FileStream file, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes)
            throw RequestReading.TooLarge(MaxBytes);
        var buffer = new byte[1 << 16];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > MaxBytes)
                throw RequestReading.TooLarge(MaxBytes);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        await file.FlushAsync(ct);
    }

    private static async Task<bool> IsUtf8(FileStream file, CancellationToken ct)
    {
        file.Position = 0;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (buffer, chars) = (new byte[1 << 16], new char[1 << 16]);
        try
        {
            for (int read; (read = await file.ReadAsync(buffer, ct)) > 0;)
                decoder.GetChars(buffer, 0, read, chars, 0, flush: false);
            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
