namespace Supply.Web.Tests;

/// <summary>The TypeScript of the schemas is what the services describe now: <c>gateway/web/types</c> says how it is made anew.</summary>
[Collection(OverTheDemonstration.Name)]
public sealed class GeneratedTypesTests(Demonstration demonstration)
{
    [Fact]
    public async Task The_types_are_those_that_the_services_describe()
    {
        Assert.SkipWhen(NodePrograms.Version() is null, "left out: Node 20 or newer is not installed");
        Chromium.SkipWhereMissing();
        using var copy = new WorkFolder();
        var types = Path.Combine(copy.Path, "types");
        WorkFolder.Copy(Path.Combine(SourceTree.Root, "gateway", "web", "types"), types);
        await NodePrograms.Run("npm", types, "ci", "--no-audit", "--no-fund");
        var made = Path.Combine(copy.Path, "generated");
        await NodePrograms.Run("node", types, "generate.mjs", demonstration.Address.ToString().TrimEnd('/'), made);
        foreach (var file in Directory.GetFiles(made))
            Assert.Equal(
                await File.ReadAllTextAsync(
                    Path.Combine(SourceTree.Root, "gateway", "web", "src", "api", "generated", Path.GetFileName(file))),
                await File.ReadAllTextAsync(file));
    }
}
