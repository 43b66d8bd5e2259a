using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Supply.Web.Tests;

/// <summary>The files of the application that are committed: their size, and that they are those that the sources make.</summary>
public sealed partial class BuiltFilesTests
{
    private const int FirstViewBytes = 180 * 1024;
    private const int PageBytes = 15 * 1024;
    private static readonly string root = Root();
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
        Assert.SkipWhen(Node() is null, "left out: Node 20 or newer is not installed");
        var copy = Path.Combine(Path.GetTempPath(), "supply-tests", "web-" + Guid.CreateVersion7().ToString("N"), "gateway", "web");
        try
        {
            Copy(Path.Combine(root, "gateway", "web"), copy);
            await Run("npm", copy, "ci", "--no-audit", "--no-fund");
            await Run("npm", copy, "run", "build");
            var made = Files(Path.Combine(copy, "..", "wwwroot"));
            var committed = Files(built);
            Assert.Equal(committed.Keys.Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
            Assert.All(committed, x => Assert.True(x.Value.AsSpan().SequenceEqual(made[x.Key]), $"{x.Key} is not what the sources make"));
        }
        finally
        {
            Directory.Delete(Path.Combine(copy, "..", ".."), recursive: true);
        }
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

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file);
            if (name.StartsWith("node_modules", StringComparison.Ordinal))
                continue;
            var target = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string? Node()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            var version = node.StandardOutput.ReadToEnd().TrimStart('v').Split('.');
            return int.Parse(version[0], System.Globalization.CultureInfo.InvariantCulture) >= 20 ? version[0] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {string.Join('\n', said)}");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ImssBienestar.Supply.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("""/assets/([\w.-]+\.(?:js|css))""")]
    private static partial Regex Asset();

    /// <summary>A static import; those that are loaded later are in parentheses.</summary>
    [GeneratedRegex("""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")]
    private static partial Regex Import();
}
