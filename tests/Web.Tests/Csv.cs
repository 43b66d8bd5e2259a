using System.Text;

namespace Supply.Web.Tests;

/// <summary>Reads a table as Excel would: comma, quotes doubled inside quotes.</summary>
internal static class Csv
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => Cells(x.TrimEnd('\r'))).ToList();
        var header = lines[0];
        return [.. lines.Skip(1).Select(cells => header.Zip(cells).ToDictionary(x => x.First, x => x.Second))];
    }

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
