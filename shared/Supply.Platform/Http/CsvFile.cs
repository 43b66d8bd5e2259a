using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Supply.Platform.Http;

/// <summary>
/// The CSV body of an import, at most 64 MB, on disk and not in memory. Encoding and separator are recognised
/// (<see cref="CsvEncoding"/>; comma, semicolon or tab, or what a first line <c>sep=;</c> says); what is ambiguous is refused
/// before a row is read. Every row that holds anything is given once, with the line on which it begins.
/// </summary>
public sealed class CsvFile : IAsyncDisposable
{
    public const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxColumns = 1000;
    private static readonly char[] separators = [',', ';', '\t'];

    private readonly FileStream file;
    private readonly StreamReader text;
    private readonly CsvLines lines;
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private bool[] named = [];

    private CsvFile(FileStream file, Encoding encoding)
    {
        this.file = file;
        file.Position = 0;
        text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);
        lines = new CsvLines(text);
    }

    /// <param name="mandatory">Columns that the file must have, each with its other names: <c>CLUES|CLUESIMB</c>.</param>
    /// <exception cref="RequestRefusedException">
    /// 415, 413, or 422 <c>csv.malformed</c>, <c>csv.encoding</c>, <c>csv.separator</c>, <c>csv.repeated-column</c>,
    /// <c>csv.missing-column</c>.
    /// </exception>
    public static async Task<CsvFile> Open(HttpRequest request, params string[] mandatory)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(
                Refusal.Malformed("request.media-type", "El contenido debe ser text/csv."), StatusCodes.Status415UnsupportedMediaType);
        var named = CsvEncoding.Named(request);
        var ct = request.HttpContext.RequestAborted;
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await Spool(request, file, ct);
            if ((await CsvEncoding.Of(file, named, ct)).Refused(out var why, out var encoding))
                throw Refused(why);
            var csv = new CsvFile(file, encoding);
            if (await csv.ReadHeader(mandatory, ct) is { } fault)
                throw Refused(fault);
            return csv;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the file has one of the columns.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (columns.ContainsKey(Texts.Fold(name)))
                return true;
        return false;
    }

    public async IAsyncEnumerable<CsvRow> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        while (await lines.NextRow(ct) is { } row)
            yield return new CsvRow(row.Line, columns, row.Cells, row.Fault ?? Surplus(row.Cells));
    }

    public async ValueTask DisposeAsync()
    {
        text.Dispose();
        await file.DisposeAsync();
    }

    private async Task<Refusal?> ReadHeader(string[] mandatory, CancellationToken ct)
    {
        if (await lines.NextLine(ct) is not { } first)
            return Empty();
        var said = SeparatorLine(first.Text);
        if (said is null)
            lines.Return(first);
        else if (!separators.Contains(said.Value))
            return Refusal.Invalid("csv.separator", "El separador de la línea sep= debe ser coma, punto y coma o tabulador.");
        lines.Separator = said ?? await Recognise(ct) ?? '\0';
        if (lines.Separator == '\0')
            return Refusal.Invalid("csv.separator",
                "No se sabe qué separa las columnas: el encabezado trae comas, puntos y comas o tabuladores a la vez. Ponga una primera "
                    + "línea sep=; o sep=,");
        if (await lines.NextRow(ct) is not { } header)
            return Empty();
        return header.Fault ?? Name(header.Cells) ?? Missing(mandatory);
    }

    private static char? SeparatorLine(string line) =>
        line.Trim(' ', '"') is { Length: 5 } text && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? text[4] : null;

    /// <summary>That which occurs in the header outside of quotes; the comma where none does; null where more than one does.</summary>
    private async Task<char?> Recognise(CancellationToken ct)
    {
        var header = await lines.NextLine(ct);
        while (header is { } blank && string.IsNullOrWhiteSpace(blank.Text))
            header = await lines.NextLine(ct);
        if (header is not { } line)
            return ',';
        lines.Return(line);
        var unquoted = string.Concat(line.Text.Split('"').Where((_, i) => i % 2 == 0));
        var found = separators.Where(unquoted.Contains).ToArray();
        return found.Length switch { 0 => ',', 1 => found[0], _ => null };
    }

    private Refusal? Name(IReadOnlyList<string> header)
    {
        if (header.Count > MaxColumns)
            return Refusal.Invalid("csv.malformed", $"El encabezado tiene más de {MaxColumns} columnas.");
        // programs that number their rows leave the first name empty
        named = [.. header.Select((x, i) => i == 0 || Texts.Fold(x).Length > 0)];
        for (var i = 0; i < header.Count; i++)
            if (Texts.Fold(header[i]) is { Length: > 0 } name && !columns.TryAdd(name, i))
                return Refusal.Invalid("csv.repeated-column",
                    $"La columna «{Codes.Show(header[i])}» viene dos veces: no se sabe cuál vale.");
        return null;
    }

    private Refusal? Missing(string[] mandatory) => Array.Find(mandatory, x => !x.Split('|').Any(name => Has(name))) is { } column
        ? Refusal.Invalid("csv.missing-column", $"Falta la columna {column.Replace("|", " o ", StringComparison.Ordinal)}.")
        : null;

    // A comma too many moves what follows it into the wrong column.
    private Refusal? Surplus(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
            if (cells[i].Length > 0 && (i >= named.Length || !named[i]))
                return Refusal.Invalid("csv.surplus-cells",
                    $"El renglón trae «{Codes.Show(cells[i])}» donde no hay columna. Un texto o número con «{Shown(lines.Separator)}» va "
                        + $"entre comillas.");
        return null;
    }

    private static string Shown(char separator) => separator == '\t' ? "tabulador" : separator.ToString();

    private static Refusal Empty() => Refusal.Invalid("csv.malformed", "El archivo está vacío: falta el renglón de encabezados.");

    private static RequestRefusedException Refused(Refusal why) => new(why, StatusCodes.Status422UnprocessableEntity);

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
}
