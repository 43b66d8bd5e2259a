using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supply.Platform.Messaging;

namespace Supply.Contracts.Tests;

/// <summary>
/// What is on the wire stays readable: fields are only ever added. <c>APPROVE=1 dotnet test tests/Contracts.Tests</c>
/// writes the approved files anew; a line that the change removes from them is a broken promise.
/// </summary>
public sealed class ContractTests
{
    private static readonly JsonSerializerOptions indented = new(MessageJson.Options) { WriteIndented = true };

    public static TheoryData<string> Names => [.. Sample.Contracts.Select(x => x.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_wire_form_is_the_approved_one(string name)
    {
        var (file, now) = (FileOf(name), Write(Sample.Of(TypeOf(name))).ToJsonString(indented) + "\n");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, now);
        Assert.True(File.Exists(file), $"{name} is new: APPROVE=1 writes its file.");
        var approved = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Empty(Vanished(approved, JsonNode.Parse(now)!));
        Assert.True(JsonNode.DeepEquals(approved, JsonNode.Parse(now)), $"{name} has new members: APPROVE=1 writes them down.");
    }

    [Fact]
    public void No_message_vanishes()
    {
        var approved = Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(Sample.Contracts.Select(x => x.FullName), approved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_approved_is_read_in_full(string name)
    {
        var approved = JsonNode.Parse(File.ReadAllText(FileOf(name)))!;
        Assert.True(JsonNode.DeepEquals(approved, Write(Read(TypeOf(name), approved))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_that_this_version_does_not_know_are_passed_over(string name)
    {
        var known = Write(Sample.Of(TypeOf(name)));
        var newer = known.DeepClone();
        AddUnknown(newer);
        Assert.True(JsonNode.DeepEquals(known, Write(Read(TypeOf(name), newer))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_optional_member_may_be_absent(string name)
    {
        foreach (var parameter in Sample.Constructor(TypeOf(name)).GetParameters().Where(x => x.HasDefaultValue))
        {
            var older = Write(Sample.Of(TypeOf(name)));
            Assert.True(older.AsObject().Remove(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)));
            var read = Read(TypeOf(name), older);
            Assert.Equal(parameter.DefaultValue, TypeOf(name).GetProperty(parameter.Name!)!.GetValue(read));
        }
    }

    [Fact]
    public void Every_contract_belongs_to_its_owner_and_every_fact_says_its_version()
    {
        Assert.All(
            Sample.Contracts, x =>
            Assert.Matches(@"^Supply\.Contracts\.(Catalog|DemandPlanning|PurchaseOrders|Inventory|Dispensing|Indicators)$", x.Namespace));
        Assert.All(Sample.Contracts.Where(x => x.IsAssignableTo(typeof(IFact))), x =>
        {
            var json = Write(Sample.Of(x)).AsObject();
            Assert.All((string[])["version", "occurredAt", "recordedAt", "localDate"], member => Assert.True(json.ContainsKey(member)));
        });
    }

    [Fact]
    public void A_member_that_vanished_or_changed_is_seen()
    {
        var approved = JsonNode.Parse("""{"id":1,"lines":[{"clave":"a","pieces":7}]}""")!;
        Assert.Empty(Vanished(approved, JsonNode.Parse("""{"id":1,"more":2,"lines":[{"clave":"a","pieces":7,"lot":"x"}]}""")!));
        Assert.Equal(["$.id"], Vanished(approved, JsonNode.Parse("""{"lines":[{"clave":"a","pieces":7}]}""")!));
        Assert.Equal(["$.lines[0].pieces"], Vanished(approved, JsonNode.Parse("""{"id":1,"lines":[{"clave":"a","pieces":"7"}]}""")!));
        Assert.Equal(["$.lines[0].clave"], Vanished(approved, JsonNode.Parse("""{"id":1,"lines":[{"key":"a","pieces":7}]}""")!));
    }

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Contracts.Tests", "Approved");

    private static string FileOf(string name) => Path.Combine(Folder, name + ".json");

    private static Type TypeOf(string name) => typeof(IFact).Assembly.GetType(name)!;

    private static JsonNode Write(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), MessageJson.Options)!;

    private static object Read(Type type, JsonNode json) =>
        JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json.ToJsonString()), type, MessageJson.Options)!;

    /// <summary>Paths that were approved and are no longer there with the same value.</summary>
    private static IEnumerable<string> Vanished(JsonNode approved, JsonNode? now, string path = "$") => (approved, now) switch
    {
        (JsonObject a, JsonObject b) => a.SelectMany(x => Vanished(x.Value!, b[x.Key], $"{path}.{x.Key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.SelectMany((x, i) => Vanished(x!, b[i], $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(approved, now) ? [] : [path],
    };

    private static void AddUnknown(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                AddUnknown(item);
        }
        if (node is JsonObject record)
        {
            foreach (var (_, member) in record.ToList())
                AddUnknown(member);
            record["unknownToday"] = new JsonObject { ["any"] = new JsonArray(1, "two", null) };
        }
    }
}
