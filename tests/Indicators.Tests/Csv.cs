using System.Globalization;
using Supply.Contracts.Catalog;

namespace Supply.Indicators.Tests;

/// <summary>The rows of a file, as a spreadsheet reads them.</summary>
internal static class Csv
{
    public static async Task<List<Dictionary<string, string>>> Read(IndicatorsHost at, string path)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.True(answer is { Status: 200, MediaType: "text/csv" }, answer.ToString());
        var lines = answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return [.. lines.Skip(1).Select(x => lines[0].Zip(x).ToDictionary(y => y.First, y => y.Second))];
    }

    public static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static List<string> Cells(string line)
    {
        List<string> cells = [""];
        var quoted = false;
        foreach (var letter in line)
            if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
                cells.Add("");
            else
                cells[^1] += letter;
        return cells;
    }
}
