using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Supply.Contracts;
using Supply.Platform.Feeds;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;

namespace Supply.Architecture.Tests;

/// <summary>
/// <c>docs/messages.md</c> says who says and who hears each message, from the contracts and the services' tables of contents.
/// </summary>
public sealed class MessagePageTests
{
    [Fact]
    public async Task The_page_of_messages_is_what_contracts_and_services_say()
    {
        await using var host = await ServiceHost.Start(House.Services, relay: false);
        var heard = host.Services.GetServices<ISubscription>().ToLookup(x => x.MessageType, x => x.Handler, StringComparer.Ordinal);
        var said = House.Services.SelectMany(service => MadeBy(service).Select(type => (type, service.Name)))
            .ToLookup(x => x.type, x => x.Name, StringComparer.Ordinal);
        var meanings = Meanings();
        var page = new StringBuilder("""
            # Messages

            Made from `shared/Supply.Contracts` and the services' tables of contents by `tests/Architecture.Tests`
            (`APPROVE=1` writes it anew). A message is the state of a document at one version (`IFact`): whoever has
            applied that version or a later one does nothing, so order of arrival and repetition have no effect. Fields
            are only ever added. It leaves by the outbox of the service that says it, in the transaction of the change,
            and goes to a queue for each handler, whose name is also the handler's in the inbox.

            """.ReplaceLineEndings("\n"));
        foreach (var group in Messages().GroupBy(x => x.Namespace!.Split('.')[^1]).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(group.Key).Append("\n\n| message | means | said by | heard by (queue) |\n|---|---|---|---|\n");
            foreach (var type in group.OrderBy(x => x.Name, StringComparer.Ordinal))
                page.Append(CultureInfo.InvariantCulture,
                    $"| `{type.Name}` | {GeneratedPage.Cell(meanings.GetValueOrDefault(type.FullName!, ""))} | "
                    + $"{List(said[type.FullName!].Distinct())} | {Code(heard[type.FullName!])} |\n");
        }
        page.Append("""

            ## Streams

            A new or emptied service, and one that was away longer than messages are kept, fills itself by a stream: the
            same messages with the same versions, from the owner of the documents (`shared/Supply.Platform/Feeds`).

            | stream | offered by | taken by |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var feed in AllFeeds())
            page.Append(CultureInfo.InvariantCulture, $"| `{feed.Value.Name}` | {feed.Value.Owner} | {Takers(feed.Key, feed.Value)} |\n");
        GeneratedPage.Is("docs/messages.md", page.ToString());
    }

    [Fact]
    public async Task Every_message_has_a_meaning_and_somebody_who_says_it()
    {
        await using var host = await ServiceHost.Start(House.Services, relay: false);
        var heard = host.Services.GetServices<ISubscription>().Select(x => x.MessageType).ToHashSet(StringComparer.Ordinal);
        var said = House.Services.SelectMany(MadeBy).ToHashSet(StringComparer.Ordinal);
        var meanings = Meanings();
        Assert.All(Messages(), x => Assert.True(meanings.ContainsKey(x.FullName!), $"{x.Name} has no summary"));
        Assert.Empty(heard.Except(said)); // what is heard and never said
    }

    /// <summary>Facts, and whatever else travels: what some service handles.</summary>
    private static IEnumerable<Type> Messages() => typeof(IFact).Assembly.GetExportedTypes()
        .Where(x => x is { IsClass: true, IsAbstract: false }
            && (x.IsAssignableTo(typeof(IFact)) || House.Services.Any(service => Mentions(service, x))));

    private static bool Mentions(SupplyService service, Type message) => House.Read(Assembly(service)).MainModule.GetTypes()
        .Any(x =>
            x.Interfaces.Any(
                y => y.InterfaceType is GenericInstanceType generic && generic.GenericArguments.Any(z => z.FullName == message.FullName)));

    /// <summary>The messages that the service's code makes.</summary>
    private static IEnumerable<string> MadeBy(SupplyService service) =>
        House.Read(Assembly(service)).MainModule.GetTypes().SelectMany(x => x.Methods).Where(x => x.HasBody)
        .SelectMany(x => x.Body.Instructions).Where(x => x.OpCode == OpCodes.Newobj)
            .Select(x => ((MethodReference)x.Operand).DeclaringType.FullName).Distinct();

    private static string Assembly(SupplyService service) => service.GetType().Assembly.GetName().Name!;

    private static Dictionary<string, string> Meanings() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Supply.Contracts.xml")).Descendants("member")
        .Where(x => x.Element("summary") is not null && x.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
        .ToDictionary(
            x => x.Attribute("name")!.Value[2..], x =>
            Regex.Replace(string.Concat(x.Element("summary")!.Nodes().Select(Plain)), @"\s+", " ").Trim(), StringComparer.Ordinal);

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } cref => cref.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => "",
    };

    private static IEnumerable<KeyValuePair<string, Feed>> AllFeeds() =>
        typeof(Feed).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
        .Where(x => x.FieldType == typeof(Feed)).Select(x => KeyValuePair.Create(x.Name, (Feed)x.GetValue(null)!))
            .OrderBy(x => x.Value.Name, StringComparer.Ordinal);

    private static string Takers(string field, Feed feed)
    {
        var takers = House.Services.Where(
            service =>
            service.Name != feed.Owner
            && House.Read(Assembly(service)).MainModule.GetTypes().SelectMany(x => x.Methods).Where(x => x.HasBody)
            .SelectMany(x => x.Body.Instructions)
                .Any(x => x.Operand is FieldReference { DeclaringType.Name: nameof(Feed) } loaded && loaded.Name == field))
                .Select(x => x.Name).ToList();
        return feed == Feed.Catalogue ? "every service with a copy of the catalogue" : List(takers);
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Code(IEnumerable<string> names) =>
        names.Any() ? string.Join(" ", names.Order(StringComparer.Ordinal).Select(x => $"`{x}`")) : "nobody yet";
}
