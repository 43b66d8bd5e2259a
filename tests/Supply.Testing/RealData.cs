namespace Supply.Testing;

/// <summary>
/// The official lists that are no part of the project: in the folder that <c>SUPPLY_DATA</c> names, else in <c>shared/data</c>
/// beside one of the folders above the test.
/// </summary>
public static class RealData
{
    public const string Absent = "The official lists are not here; SUPPLY_DATA names their folder.";

    /// <summary>The file, or null where it is absent; the test is then skipped with <see cref="Absent"/>.</summary>
    /// <param name="name"><c>claves/claves.csv</c></param>
    public static string? Path(string name)
    {
        if (Environment.GetEnvironmentVariable("SUPPLY_DATA") is { Length: > 0 } folder)
            return Existing(System.IO.Path.Combine(folder, name));
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            if (Existing(System.IO.Path.Combine(above.FullName, "shared", "data", name)) is { } file)
                return file;
        return null;
    }

    private static string? Existing(string file) => File.Exists(file) ? file : null;
}
