using System.Text.RegularExpressions;

namespace Supply.Architecture.Tests;

/// <summary>The files of the checkout as texts, without what is built, installed or downloaded.</summary>
internal static class SourceFiles
{
    /// <summary>Without what Entity Framework has written.</summary>
    public static IReadOnlyList<string> Code { get; } =
        [.. Named("*.cs").Where(x => !x.Contains("/Migrations/", StringComparison.Ordinal))];

    public static IEnumerable<string> Named(string pattern) => Directory.GetFiles(House.Root, pattern, SearchOption.AllDirectories)
        .Select(x => Path.GetRelativePath(House.Root, x).Replace('\\', '/'))
        .Where(x => !Regex.IsMatch(x, "(^|/)(bin|obj|node_modules|data|[.]git)/"));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(House.Root, file));
}
