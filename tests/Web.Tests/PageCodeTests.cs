using System.Text.Json.Nodes;

namespace Supply.Web.Tests;

/// <summary>The TypeScript of the pages that needs no browser has tests beside it (<c>*.test.ts</c>), which vitest runs.</summary>
public sealed class PageCodeTests
{
    /// <summary>These alone are left out, where the official lists are not.</summary>
    private const string Examples = "GS1's own examples";

    [Fact]
    public async Task The_code_of_the_pages_passes_its_own_tests()
    {
        Assert.SkipWhen(NodePrograms.Version() is null, "left out: Node 20 or newer is not installed");
        using var copy = new WorkFolder();
        var web = Path.Combine(copy.Path, "gateway", "web");
        WorkFolder.Copy(Path.Combine(SourceTree.Root, "gateway", "web"), web);
        await NodePrograms.Run("npm", web, "ci", "--no-audit", "--no-fund");
        var report = Path.Combine(copy.Path, "report.json");
        var examples = RealData.Path(Path.Combine("gs1", "gs1_ai_vectors.csv"));
        var data = new Dictionary<string, string?> { ["SUPPLY_DATA"] = Path.GetDirectoryName(Path.GetDirectoryName(examples)) };
        var said = await NodePrograms.Try("npx", web, data, "vitest", "run", "--reporter=json", $"--outputFile={report}");
        Assert.True(File.Exists(report), said);

        var files = JsonNode.Parse(await File.ReadAllTextAsync(report))!["testResults"]!.AsArray();
        var tests = files.SelectMany(x => x!["assertionResults"]!.AsArray()).ToList();
        var failed = tests.Where(x => Status(x) == "failed").Select(x => $"{x!["fullName"]}: {x["failureMessages"]![0]}")
            .Concat(files.Where(x => Status(x) == "failed" && x!["assertionResults"]!.AsArray().Count == 0)
                .Select(x => $"{x!["name"]}: {x["message"]}"));
        var leftOut = tests.Where(x => Status(x) is not ("passed" or "failed")).Select(x => x!["fullName"]!.ToString());
        Assert.True(!failed.Any(), string.Join('\n', failed));
        Assert.DoesNotContain(leftOut, x => examples is not null || !x.StartsWith(Examples, StringComparison.Ordinal));
        Assert.NotEmpty(tests);
        Assert.All(Directory.GetFiles(Path.Combine(web, "src"), "*.test.ts", SearchOption.AllDirectories), file =>
            Assert.Contains(files, x => x!["name"]!.ToString() == file));
    }

    private static string Status(JsonNode? x) => x!["status"]!.ToString();
}
