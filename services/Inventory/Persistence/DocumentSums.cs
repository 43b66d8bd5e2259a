using System.Text.Json;

namespace Supply.Inventory.Persistence;

/// <summary>How much a document of stock says, as its answer tells it.</summary>
/// <param name="Pieces">Those that came in, left, were counted more or less than in the book, or changed their place.</param>
/// <param name="Change">By how many pieces the stock of the facility grew; negative: it shrank.</param>
public sealed record DocumentSums(int Lines, long Pieces, long Change)
{
    /// <param name="body">JSON of the answer that the document got.</param>
    public static DocumentSums Of(StockDocumentKind kind, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var sums = new DocumentSums(0, 0, 0);
        foreach (var line in json.RootElement.GetProperty("lines").EnumerateArray())
        {
            var (pieces, grows) = OfLine(kind, line);
            var change = grows ? pieces : 0;
            sums = checked(new(sums.Lines + 1, sums.Pieces + Math.Abs(pieces), sums.Change + change));
        }
        return sums;
    }

    private static (long Pieces, bool Grows) OfLine(StockDocumentKind kind, JsonElement line) => kind switch
    {
        StockDocumentKind.Count => (line.GetProperty("difference").GetInt64(), true),
        StockDocumentKind.Reception => (line.GetProperty("good").GetInt64() + line.GetProperty("damaged").GetInt64(), true),
        StockDocumentKind.Resolution => (Quantity(line), line.GetProperty("outcome").GetString() == "returned"),
        StockDocumentKind.Transfer => (Quantity(line), false),
        _ => (Quantity(line), true),
    };

    private static long Quantity(JsonElement line) => line.GetProperty("quantity").GetInt64();
}
