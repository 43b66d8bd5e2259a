using System.Globalization;
using System.Text;

namespace Supply.Testing;

/// <summary>Reads a table as a spreadsheet does: comma, quotes doubled inside quotes; a line is a row.</summary>
public static class SheetRows
{
    /// <summary>Under the header, cells by its names.</summary>
    public static List<Dictionary<string, string>> Of(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => Cells(x.TrimEnd('\r'))).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(x => x.First, x => x.Second))];
    }

    public static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static List<string> Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
            switch (line[i])
            {
                case '"' when isQuoted && i + 1 < line.Length && line[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                default:
                    cell.Append(line[i]);
                    break;
            }
        cells.Add(cell.ToString());
        return cells;
    }
}
