using System.Text.RegularExpressions;

namespace Supply.Architecture.Tests;

/// <summary>What can be asked of the sources and documents as texts.</summary>
public sealed partial class SourceTests
{
    private const int LongestLine = 140;

    /// <summary>A text of its own (a sentence, a statement, a JSON body) may be longer than a line; the code around it may not.</summary>
    private const int CodeBesideALongText = 70;

    private static readonly IReadOnlyList<string> sources = SourceFiles.Code;

    [Fact]
    public void No_line_is_longer_than_140_characters() => OnlyOlder("long-lines.txt",
        from file in sources
        where SourceFiles.Lines(file).Index()
            .Any(x => x.Item.Length > LongestLine && !IsALongText(x.Item) && !IsInsideARawText(file, x.Index))
        select file);

    /// <summary>One type a file, called as the file. Records without a body and enums may stand beside it.</summary>
    [Fact]
    public void A_file_holds_one_type() => OnlyOlder("several-types.txt",
        sources.Where(x => !x.StartsWith("tests/Architecture.Bad/", StringComparison.Ordinal) && TypesOf(x) > 1));

    /// <summary>
    /// Files that are older than the rule are listed; none is added, and <c>APPROVE=1</c> takes those away that keep it now.
    /// </summary>
    private static void OnlyOlder(string list, IEnumerable<string> broken)
    {
        var path = Path.Combine(House.Root, "tests/Architecture.Tests", list);
        var found = broken.Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllLines(path, found);
        Assert.Empty(found.Except(File.ReadAllLines(path)));
    }

    /// <summary>
    /// A page after a cursor of two columns begins with <c>a &gt;= lastA</c>: of "a greater, or the same and b greater" no database makes a
    /// range of its index, so that each page reads the table from its beginning.
    /// </summary>
    [Fact]
    public void A_page_is_read_from_where_the_last_one_ended() => Assert.DoesNotContain(
        sources.Where(x => !x.StartsWith("tests/", StringComparison.Ordinal)),
        x => ReadsFromTheBeginning(File.ReadAllText(Path.Combine(House.Root, x))));

    [Fact]
    public void A_page_that_is_read_from_the_beginning_is_seen()
    {
        Assert.True(ReadsFromTheBeginning("x.A.CompareTo(a) > 0\n    || (x.A == a && x.B > b)"));
        Assert.True(ReadsFromTheBeginning("string.Compare(x.A, a) > 0 || (x.A == a && x.B > b)"));
        Assert.True(ReadsFromTheBeginning("x.Date > date || (x.Date == date && x.Id.CompareTo(id) > 0)"));
        Assert.False(ReadsFromTheBeginning("x.A.CompareTo(a) >= 0 && (x.A != a || x.B > b)"));
        Assert.False(ReadsFromTheBeginning("x.A > 0 || (x.B == b && x.C > c)"));
    }

    private static bool ReadsFromTheBeginning(string text) => PageFromTheBeginning().IsMatch(text);

    [Fact]
    public void A_file_with_several_types_is_seen()
    {
        Assert.Equal(2, Types("public sealed class A\n{\n}\n\ninternal static class B\n{\n}\n"));
        Assert.Equal(1, Types("/// <summary>class C</summary>\npublic sealed record A(\n    int X);\n\npublic sealed class B\n{\n    class C;\n}\n"));
    }

    /// <summary>
    /// The project stands alone: what it points to is in it, and the source documents are explained in <c>docs/rules.md</c>.
    /// </summary>
    [Fact]
    public void Nothing_points_to_a_document_that_is_not_here()
    {
        var here = SourceFiles.Named("*.md").Select(x => Path.GetFileName(x)!).ToHashSet(StringComparer.Ordinal);
        var pointers = from file in sources.Concat(SourceFiles.Named("*.md")).Concat(SourceFiles.Named("*.http"))
                       from Match named in DocumentName().Matches(File.ReadAllText(Path.Combine(House.Root, file)))
                       where !here.Contains(Path.GetFileName(named.Value))
                       select $"{file}: {named.Value}";
        Assert.Empty(pointers);
    }

    [Fact]
    public void Every_link_of_a_document_leads_to_a_file()
    {
        var broken = from file in SourceFiles.Named("*.md")
                     from Match link in Link().Matches(File.ReadAllText(Path.Combine(House.Root, file)))
                     let target = link.Groups["target"].Value
                     where !target.Contains("://", StringComparison.Ordinal)
                     let path = Path.GetFullPath(Path.Combine(House.Root, Path.GetDirectoryName(file)!, target))
                     where !File.Exists(path) && !Directory.Exists(path)
                     select $"{file}: {target}";
        Assert.Empty(broken);
    }

    /// <summary>
    /// What a newcomer has to read to understand the whole; more files on the way of one number would be too many layers.
    /// </summary>
    [Fact]
    public void One_quantity_passes_at_most_25_files_from_the_counter_to_the_figure_and_the_balance()
    {
        var page = File.ReadAllText(Path.Combine(House.Root, "docs/prescription-line.md"));
        Assert.InRange(Link().Matches(page).Select(x => x.Groups["target"].Value).Distinct().Count(), 1, 25);
    }

    private static int TypesOf(string file) => Types(string.Join('\n', SourceFiles.Lines(file)));

    /// <summary>Types with a body at the left margin.</summary>
    private static int Types(string text) => Declaration().Count(text);

    private static bool IsALongText(string line) => Literal().Replace(line.Trim(), "").Length <= CodeBesideALongText;

    private static bool IsInsideARawText(string file, int index) =>
        SourceFiles.Lines(file).Take(index + 1).Sum(x => Regex.Count(x, "\"\"\"+")) % 2 == 1;

    [GeneratedRegex("\\$*@?\"\"\"+.*?\"\"\"+|\\$?@?\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(
        "^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly) )*(?:class|record struct|record|struct|interface) \\w+"
        + "(?:[^;{]|\\{[^\\n])*?\\n\\{$", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![\w*/{<-])(?:[\w-]+/)*[\w-]+\.md\b")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        """(?:string\.Compare\()?(?<column>x\.\w+)(?:(?:, \w+\)|\.CompareTo\(\w+\)) [<>] 0| [<>] \w+)\s*\|\| \(\k<column> == \w+\s*&&""")]
    private static partial Regex PageFromTheBeginning();
}
