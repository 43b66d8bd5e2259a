using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Supply.Deploy.Tests;

/// <summary>What stands in the checkout, and commands run on it.</summary>
internal static class Repository
{
    public static string Root => SourceTree.Root;

    /// <summary>Names as in addresses, from the gateway's own list.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. JsonNode.Parse(Text("gateway/Gateway/appsettings.json"))!["ReverseProxy"]!["Clusters"]!.AsObject().Select(x => x.Key)];

    /// <summary>Folders of the programs: the services and the gateway.</summary>
    public static IReadOnlyList<string> Programs { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "services")).Select(x => "services/" + Path.GetFileName(x)), "gateway/Gateway"];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static JsonNode Yaml(string path)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Text(path));
        stream.Load(reader);
        return ToJson(Assert.Single(stream.Documents).RootNode)!;
    }

    /// <summary>Runs to its end. The output is what it says on both streams.</summary>
    public static async Task<(int Exit, string Output)> Run(
        string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => ToObject(map),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when long.TryParse(
            number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException($"{node.NodeType} is not expected here."),
    };

    // A merge key gives what the mapping does not say itself.
    private static JsonObject ToObject(YamlMappingNode map)
    {
        var all = new JsonObject();
        foreach (var (key, value) in map.Where(x => x.Key is YamlScalarNode { Value: "<<" }))
            foreach (var (name, inherited) in ToJson(value)!.AsObject().ToList())
                all[name] = inherited?.DeepClone();
        foreach (var (key, value) in map.Where(x => x.Key is not YamlScalarNode { Value: "<<" }))
            all[((YamlScalarNode)key).Value!] = ToJson(value);
        return all;
    }
}
