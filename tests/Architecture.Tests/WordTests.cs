using System.Text.RegularExpressions;

namespace Supply.Architecture.Tests;

/// <summary>Names that a reader had to learn and that told nothing stay away: <c>words.txt</c> has each with a better one.</summary>
public sealed class WordTests
{
    private static readonly (string Word, string Better)[] words =
        [.. File.ReadLines(Path.Combine(House.Root, "tests/Architecture.Tests/words.txt")).Where(x => !x.StartsWith('#'))
            .Select(x => x.Split(' ', 2)).Select(x => (x[0], x[1]))];

    private static readonly string types = string.Join('|', words.Where(x => !x.Word.Contains('.')).Select(x => x.Word));
    private static readonly string verbs = string.Join('|', words.Where(x => x.Word.Contains('.')).Select(x => Regex.Escape(x.Word)));

    private static readonly Regex found =
        new($@"\b(?:class|record struct|record|struct|enum|interface) (?<word>{types})\b|\b(?<word>{verbs})\(", RegexOptions.None);

    [Fact]
    public void No_type_and_no_call_has_a_name_that_hides_what_it_is()
    {
        var hidden = from file in SourceFiles.Code
                     where !file.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)
                     from line in SourceFiles.Lines(file)
                     from word in In(line)
                     select $"{file}: {word}, better {words.Single(x => x.Word == word).Better}";
        Assert.Empty(hidden);
    }

    [Theory]
    [InlineData("internal sealed class Goodness", "Goodness")]
    [InlineData("    private sealed record Asked(string From)", "Asked")]
    [InlineData("await db.Commit(award, ct);", "db.Commit")]
    [InlineData("internal sealed class GoodnessTests", null)]
    [InlineData("await db.LockByName(\"x\", ct);", null)]
    public void Such_a_name_is_seen(string line, string? word) => Assert.Equal(word is null ? [] : [word], In(line));

    private static IEnumerable<string> In(string line) => found.Matches(line).Select(x => x.Groups["word"].Value);
}
