using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// SHA-256 of the list of documents that a publication counted and left out: of each, in the order of its id, a line
/// <c>id version numerator denominator</c> that ends with a line feed; first those of the denominator, then the excluded ones.
/// </summary>
internal static class DocumentsHash
{
    /// <summary>Of more documents it is not made while somebody waits; their list can be read all the same.</summary>
    public const long MostDocuments = 20_000;

    private const int Chunk = 500;

    /// <returns>Null: there are too many documents.</returns>
    public static async Task<string?> Of(IndicatorsDb db, FigureQuery asked, Period period, Publication published, CancellationToken ct)
    {
        if (await DocumentRows.Scanned(db, asked, period, ct) > MostDocuments)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var side in (string[])["denominator", "excluded"])
        {
            var rows = new DocumentRows(db, asked with { Group = published.Group }, period, side, null);
            await foreach (var x in rows.Published("", published.Position, Chunk, ct))
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                    $"{x.Id} {x.Version} {x.Counts[asked.Indicator.Numerator]} {x.Counts[asked.Indicator.Denominator]}\n")));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
