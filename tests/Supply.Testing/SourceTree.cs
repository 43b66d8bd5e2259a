namespace Supply.Testing;

/// <summary>The checkout that the tests were built in.</summary>
public static class SourceTree
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ImssBienestar.Supply.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
