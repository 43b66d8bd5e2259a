namespace Supply.Web.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "supply-tests", "web-" + Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>All but the packages that Node has installed there.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = System.IO.Path.GetRelativePath(from, file);
            if (name.Split(System.IO.Path.DirectorySeparatorChar).Contains("node_modules"))
                continue;
            var target = System.IO.Path.Combine(to, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
