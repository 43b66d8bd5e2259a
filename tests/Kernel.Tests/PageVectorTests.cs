using System.Globalization;
using System.Text.Json;

namespace Supply.Kernel.Tests;

/// <summary>
/// What the pages check while a person types is what the services check. A file beside the pages' code has what the kernel says of many
/// texts, and vitest reads it there. <c>APPROVE=1 dotnet test tests/Kernel.Tests</c> writes it anew.
/// </summary>
public sealed class PageVectorTests
{
    private static readonly string file = Path.Combine(SourceTree.Root, "gateway", "web", "src", "capture", "kernel.vectors.json");

    private static readonly Dictionary<string, string[]> texts = new()
    {
        ["clave"] =
        [
            "", " ", "010.000.0104.00", "060.345.3798", " 010.000.0104.00\t", "\u00a0060.345.3798", "０１０．０００．０１０４．００",
            "0100000010400", "010000010400", "010.000.0104.0", "010.000.0104.", "010-000-0104-00", "010.000.0104.0O",
            "٠١٠.000.0104.00", "010.000.О104.00",
            "010.000.0104.00.00", "000.000.0000.00", "000.000.0000", "010 000 0104 00", "010.000.0104.00\u200b", "010.\u00ad000.0104.00",
            "paracetamol", "a text that is by far too long to be repeated as a whole in an error", "0104",
        ],
        ["facility"] =
        [
            "", "HGIMB000011", "hgimb000011", " HGIMB000011 ", "ＨＧＩＭＢ００００１１", "HGIMВ000011", "HG1MB000011", "XXIMB000011", "HGIMB00001",
            "HGIMB0000112", "ALM-13-01", "alm-13-01", "АLM-13-01", "ALM–13–01", "ALM\u221213\u221201", "ALM-33-01", "ALM-00-01", "ALM-13-1",
            "ALM-13-AA", "ALM1301", "DFSSA004936", "SPSSA000001", "ZSSSA000001", "JCIMS000001", "HGıMB000011", "HGİMB000011", "HGIMſ000011",
        ],
        ["lot"] =
        [
            "", " ", "a-1", "Ñ-1Á", "２ª Ｌ", "m²-½", "O\u02BC1", "e\u0301", "L`1", "L´1", "l’1", "a–b", "“x”", "ß", "ı", "İ", "ſ", "ŉ", "ǰ",
            "ﬁ1", "Ⅷ",
            "lоt 1", "Α-1", "10ABC\u001d21X", "10ABC\t21X", "a\u0085b", "a\u0007b", new string('A', 40), new string('A', 41), "a  \u3000 b",
            "a\u200db", "中1", "\u0660", "x\u0345",
        ],
        ["fold"] =
        [
            "", "Ácido acetilsalicílico", "ácido  ACETILSALICÍLICO", "Ñandú", "pingüino", "Ⅷ", "ﬁ", "½ mg", "µg",
            "x\u0301\u0327", "S.A.E.A.C.",
            "ß",
        ],
        ["atLeastZero"] = ["", "-1", "0", "1", "2147483647", "2147483648", "9007199254740991"],
        ["positive"] = ["", "-1", "0", "1", "2147483647", "2147483648", "9007199254740991"],
    };

    // What people type and copy, and what trips Unicode functions; half a surrogate pair cannot be written to a file.
    private const string Typed = "aBñÑé019.-,' \t\n"
        + "\u00A0\u2003\u3000\u200B\u200D\uFEFF\u00AD\u2060\u202E\u034F\u3164\u2800\u0301\u0303\u030C\u0327\u0345"
        + "jıİßſﬁＡｂ７．－＇\u2010\u2011\u2013\u2014\u2212\u2019\u0060\u1FEF\u00B4Ⅷ²½µ\u212B\u2126\uFFFE\uFFFF\u0000\u0085\u2028\uFE0F中άςЖ";

    [Fact]
    public void What_the_pages_are_tested_with_is_what_the_kernel_says()
    {
        var lines = texts.SelectMany(x => x.Value.Concat(Random(x.Key)).Select(text => Said(x.Key, text)));
        var now = $"[\n  {string.Join(",\n  ", lines)}\n]\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, now);
        var written = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(written == now, $"{file} is not what the kernel says; APPROVE=1 writes it, and the pages must then say the same.");
    }

    /// <summary>The same each time: the seed stays.</summary>
    private static IEnumerable<string> Random(string kind)
    {
#pragma warning disable CA5394 // no secret
        var random = new Random(kind.Length);
        return kind is "lot" or "fold" or "clave"
            ? Enumerable.Range(0, 150).Select(_ => new string([.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => OneOf(random))]))
            : [];

        static char OneOf(Random random) => Typed[random.Next(Typed.Length)];
#pragma warning restore CA5394
    }

    private static string Said(string kind, string text)
    {
        var (value, why) = kind switch
        {
            "clave" => Of(Clave.Parse(text)),
            "facility" => Of(FacilityCode.Parse(text)),
            "lot" => Of(LotNumber.Parse(text)),
            "fold" => (Texts.Fold(text), null),
            "atLeastZero" => Of(Pieces.AtLeastZero(Number(text), "pieces")),
            _ => Of(Pieces.Positive(Number(text), "pieces")),
        };
        object said = why is null ? new { kind, text, value } : new { kind, text, why.Code, why.Detail };
        return JsonSerializer.Serialize(said, JsonSerializerOptions.Web);
    }

    private static (string? Value, Refusal? Why) Of<T>(Outcome<T> outcome) =>
        outcome.Refused(out var why, out var got) ? (null, why) : (got.ToString(), null);

    private static long? Number(string text) => text == "" ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
