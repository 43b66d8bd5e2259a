using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Supply.Web.Tests;

/// <summary>The files of the application that are committed: their size, and that they are those that the sources make.</summary>
public sealed partial class BuiltFilesTests
{
    private const int FirstViewBytes = 180 * 1024;
    private const int PageBytes = 15 * 1024;
    private const int ShellBytes = 250 * 1024;
    /// <summary>Pages that are of use without a network.</summary>
    private static readonly string[] recording =
    [
        "Adjustment", "Adjustments", "Count", "Counter", "Counts", "Days", "Facility", "Help", "Missing", "Owed", "PreferencesPage",
        "PrescriptionPage", "Prescriptions", "Reception", "Receptions", "SignIn", "Stock", "Waiting",
    ];
    private static readonly string root = SourceTree.Root;
    private static readonly string built = Path.Combine(root, "gateway", "wwwroot");

    [Fact]
    public void The_first_view_and_each_page_stay_within_their_budget()
    {
        var start = File.ReadAllText(Path.Combine(built, "index.html"));
        var first = Asset().Matches(start).Select(x => x.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var core = Reached(first);
        var nation = Reached([.. core, .. Named("Nation")]);
        var font = Directory.GetFiles(Path.Combine(built, "assets"), "*.woff2").Sum(x => new FileInfo(x).Length);
        Assert.InRange(nation.Sum(Gzipped) + font, 1, FirstViewBytes);
        var pages = Directory.GetFiles(Path.Combine(root, "gateway", "web", "src", "pages"), "*.tsx")
            .Select(x => Path.GetFileNameWithoutExtension(x)!);
        Assert.All(pages.Where(x => x != "Nation"), page =>
        {
            var more = Reached(Named(page)).Except(nation).Sum(Gzipped);
            Assert.True(more is > 0 and <= PageBytes, $"{page}: {more} bytes");
        });
    }

    [Fact]
    public void What_people_record_with_is_kept_whole_for_days_without_a_network_and_within_its_budget()
    {
        var worker = File.ReadAllText(Path.Combine(built, "sw.js"));
        var kept = KeptFile().Matches(worker).Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(kept, x => Assert.True(File.Exists(built + x), x));
        var start = Asset().Matches(File.ReadAllText(Path.Combine(built, "index.html"))).Select(x => x.Groups[1].Value).ToList();
        Assert.All(Reached([.. start, .. recording.SelectMany(Named)]), x => Assert.Contains($"/assets/{x}", kept));
        Assert.All(Files(built).Keys.Where(x => Path.GetExtension(x) is ".css" or ".html" or ".svg" or ".woff2" or ".webmanifest"), x =>
            Assert.Contains("/" + x.Replace(Path.DirectorySeparatorChar, '/'), kept));
        // The start alone names pages that are not kept; what the others load later is theirs.
        Assert.All(kept.Where(x => x.EndsWith(".js", StringComparison.Ordinal) && !start.Contains(Path.GetFileName(x))), x =>
            Assert.All(Later().Matches(File.ReadAllText(built + x)), y => Assert.Contains($"/assets/{y.Groups[1].Value}", kept)));
        Assert.InRange(kept.Sum(x => new FileInfo(File.Exists(built + x + ".gz") ? built + x + ".gz" : built + x).Length), 1, ShellBytes);
    }

    [Fact]
    public void What_is_compressed_is_the_file_beside_it()
    {
        var files = Files(built);
        var compressed = files.Keys.Where(x => Path.GetExtension(x) is ".br" or ".gz").ToList();
        Assert.NotEmpty(compressed);
        Assert.All(compressed, x => Assert.True(files[x].AsSpan().SequenceEqual(files[x[..^3]]), x));
    }

    [Fact]
    public async Task The_sources_make_the_same_files()
    {
        Assert.SkipWhen(NodePrograms.Version() is null, "left out: Node 20 or newer is not installed");
        using var copy = new WorkFolder();
        var web = Path.Combine(copy.Path, "gateway", "web");
        WorkFolder.Copy(Path.Combine(root, "gateway", "web"), web);
        await NodePrograms.Run("npm", web, "ci", "--no-audit", "--no-fund");
        await NodePrograms.Run("npm", web, "run", "build");
        var (made, committed) = (Files(Path.Combine(copy.Path, "gateway", "wwwroot")), Files(built));
        Assert.Equal(committed.Keys.Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
        Assert.All(committed, x => Assert.True(x.Value.AsSpan().SequenceEqual(made[x.Key]), $"{x.Key} is not what the sources make"));
    }

    /// <summary>With what they load by name: what a page needs before it can be shown.</summary>
    private static HashSet<string> Reached(IEnumerable<string> from)
    {
        var (found, left) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(from));
        while (left.TryDequeue(out var name))
            if (found.Add(name) && name.EndsWith(".js", StringComparison.Ordinal))
                foreach (Match x in Import().Matches(File.ReadAllText(Path.Combine(built, "assets", name))))
                    left.Enqueue(x.Groups[1].Value);
        return found;
    }

    private static IEnumerable<string> Named(string chunk) =>
        Directory.GetFiles(Path.Combine(built, "assets"), "*.js").Select(x => Path.GetFileName(x)!)
            .Where(x => x.StartsWith(chunk + "-", StringComparison.Ordinal));

    private static long Gzipped(string name) => new FileInfo(Path.Combine(built, "assets", name + ".gz")).Length;

    /// <summary>By name; what is compressed as what it says, for another version of Node may compress otherwise.</summary>
    private static Dictionary<string, byte[]> Files(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(x => Path.GetRelativePath(folder, x), x =>
        {
            using var file = File.OpenRead(x);
            using Stream plain = Path.GetExtension(x) switch
            {
                ".br" => new BrotliStream(file, CompressionMode.Decompress),
                ".gz" => new GZipStream(file, CompressionMode.Decompress),
                _ => file,
            };
            using var all = new MemoryStream();
            plain.CopyTo(all);
            return all.ToArray();
        });

    [GeneratedRegex(@"/[A-Za-z0-9_./-]+\.(?:js|css|html|svg|woff2|webmanifest)(?=[,`""'])")]
    private static partial Regex KeptFile();

    [GeneratedRegex("""/assets/([\w.-]+\.(?:js|css))""")]
    private static partial Regex Asset();

    /// <summary>A static import; those that are loaded later are in parentheses.</summary>
    [GeneratedRegex("""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")]
    private static partial Regex Import();

    [GeneratedRegex("""import\(\s*["'`]\./([\w.-]+\.js)["'`]""")]
    private static partial Regex Later();
}
