namespace Supply.Architecture.Tests;

/// <summary>
/// A page of the documents that is made from the code. <c>APPROVE=1 dotnet test tests/Architecture.Tests</c> writes it anew.
/// </summary>
internal static class GeneratedPage
{
    /// <param name="file">From the top of the checkout.</param>
    public static void Is(string file, string text)
    {
        var path = Path.Combine(House.Root, file);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(path, text);
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        var (old, now) = (written.Split('\n'), text.Split('\n'));
        Assert.True(written == text, $"{file} is not what the code says; APPROVE=1 writes it.\n"
            + string.Join('\n', now.Except(old).Select(x => "+ " + x).Concat(old.Except(now).Select(x => "- " + x)).Take(20)));
    }

    /// <summary>Text for one cell of a table.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
