using System.Text;

namespace Supply.Platform.Http;

/// <summary>
/// Cuts a text into rows as RFC 4180 has them: a cell that begins with a quote may hold separators, line ends and doubled
/// quotes; a quote within another cell is a character like any other. Where a quote is not closed as it should be, the line
/// on which its row begins is refused alone, and reading goes on with the next line: no row after it is swallowed.
/// </summary>
internal sealed class CsvLines(TextReader text)
{
    /// <summary>No row of an official list comes near it; a quote that is open for so long was never closed.</summary>
    private const int MaxRowLength = 200_000;

    private const int MaxRowLines = 500;

    private readonly LinkedList<(int Number, string Text)> ahead = [];
    private int read;

    public char Separator { get; set; } = ',';

    /// <summary>The next line as it stands, which <see cref="Return"/> gives back.</summary>
    public async Task<(int Number, string Text)?> NextLine(CancellationToken ct)
    {
        if (ahead.First is { } waiting)
        {
            ahead.RemoveFirst();
            return waiting.Value;
        }
        return await text.ReadLineAsync(ct) is { } line ? (++read, line) : null;
    }

    public void Return((int Number, string Text) line) => ahead.AddFirst(line);

    /// <summary>The next row that holds anything; null at the end.</summary>
    public async Task<CsvCells?> NextRow(CancellationToken ct)
    {
        while (await NextLine(ct) is { } first)
        {
            if (string.IsNullOrWhiteSpace(first.Text))
                continue;
            var row = await Row(first, ct);
            if (row.Fault is not null || row.Cells.Any(x => x.Length > 0))
                return row;
        }
        return null;
    }

    private async Task<CsvCells> Row((int Number, string Text) first, CancellationToken ct)
    {
        var (whole, taken) = (new StringBuilder(first.Text), new Stack<(int Number, string Text)>());
        var cells = Split(first.Text, Separator, out var open);
        while (cells is null && open && whole.Length < MaxRowLength && taken.Count < MaxRowLines && await NextLine(ct) is { } more)
        {
            taken.Push(more);
            whole.Append('\n').Append(more.Text);
            if (Closes(more.Text))
                cells = Split(whole.ToString(), Separator, out open);
        }
        if (cells is not null)
            return new(first.Number, cells, null);
        while (taken.TryPop(out var line))
            Return(line);
        return new(first.Number, [], Refusal.Invalid(
            "csv.quotes", "Una comilla no se cierra o tiene texto después de cerrarse; dentro de una celda se escribe dos veces."));
    }

    // Whether the line ends the quoted cell that is open at its beginning: it has a quote that is not doubled.
    private static bool Closes(string line)
    {
        for (var at = 0; (at = line.IndexOf('"', at)) >= 0; at += 2)
            if (at + 1 == line.Length || line[at + 1] != '"')
                return true;
        return false;
    }

    /// <summary>Null where a quote is not closed as it should be.</summary>
    /// <param name="open">Whether the quote is still open at the end: the row may go on with the next line.</param>
    public static List<string>? Split(string row, char separator, out bool open)
    {
        open = false;
        var cells = new List<string>();
        for (var at = 0; ; at++)
        {
            while (at < row.Length && row[at] != separator && char.IsWhiteSpace(row[at]))
                at++;
            if (at < row.Length && row[at] == '"')
            {
                if (Quoted(row, ref at, out var cell))
                {
                    cells.Add(cell.Trim());
                    while (at < row.Length && row[at] != separator && char.IsWhiteSpace(row[at]))
                        at++;
                    if (at < row.Length && row[at] != separator)
                        return null;
                }
                else
                {
                    open = true;
                    return null;
                }
            }
            else
            {
                var end = row.IndexOf(separator, at);
                cells.Add(row[at..(end < 0 ? row.Length : end)].Trim());
                at = end < 0 ? row.Length : end;
            }
            if (at >= row.Length)
                return cells;
        }
    }

    private static bool Quoted(string row, ref int at, out string cell)
    {
        var text = new StringBuilder();
        for (at++; at < row.Length; at++)
        {
            if (row[at] != '"')
            {
                text.Append(row[at]);
            }
            else if (at + 1 < row.Length && row[at + 1] == '"')
            {
                text.Append('"');
                at++;
            }
            else
            {
                at++;
                cell = text.ToString();
                return true;
            }
        }
        cell = "";
        return false;
    }
}
