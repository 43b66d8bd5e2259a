using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts;
using Supply.Platform.Messaging;

namespace Supply.Platform.Feeds;

/// <summary>What a service tells of its documents from the start, for whom events alone are too little: a new or emptied service.</summary>
/// <param name="Name">Kebab case; stored, so a rename is taken again.</param>
/// <param name="Owner">The service that offers it.</param>
public sealed record Feed(string Name, string Owner)
{
    public static readonly Feed Catalogue = new("catalogue", "catalog");
    public static readonly Feed Prescriptions = new("prescriptions", "dispensing");
    public static readonly Feed DailyReports = new("daily-reports", "dispensing");
    public static readonly Feed SupplyOrders = new("supply-orders", "orders");
    public static readonly Feed Positions = new("positions", "inventory");
    public static readonly Feed StockOutDays = new("stock-out-days", "inventory");
    public static readonly Feed ApprovedDemand = new("approved-demand", "planning");
}

/// <summary>One document as it stands: the message that its owner last published of it, with the same version.</summary>
/// <param name="Type">The message's wire name.</param>
/// <param name="Document">Id or code; with the type and the version it names the fact.</param>
/// <param name="Body">The message, JSON.</param>
/// <param name="Key">From here a broken stream goes on.</param>
public sealed record StreamedFact(string Type, string Document, int Version, byte[] Body, string Key)
{
    public static StreamedFact Of<TFact>(TFact fact, string document, string key) where TFact : IFact =>
        new(typeof(TFact).FullName!, document, fact.Version, MessageJson.Write(fact), key);
}

/// <summary>Reads a stream page by page, each in a scope of its own: nothing is open in the database while a page travels.</summary>
public interface IFeed
{
    /// <summary>The next facts after the key, in the order of their keys; none: there are no more.</summary>
    /// <param name="key">Empty at the start.</param>
    /// <exception cref="ResumeKeyException">The key is not of this stream.</exception>
    Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct);
}

/// <summary>A stream was to go on from where it never was.</summary>
public sealed class ResumeKeyException(string key) : Exception($"Not a key of this stream: {Codes.Show(key)}")
{
    /// <summary>The key of a stream that goes by UUID.</summary>
    public static Guid Id(string key) => key.Length == 0 ? Guid.Empty : Guid.TryParseExact(key, "D", out var id) ? id : throw new ResumeKeyException(key);

    /// <summary>The parts of a key; the last may contain the separator.</summary>
    public static string[] Parts(string key, int count) => key.Split('|', count) is var parts && parts.Length == count ? parts : throw new ResumeKeyException(key);
}

/// <summary>A stream of this process.</summary>
public sealed class OfferedFeed(Feed feed, Type reader, IServiceScopeFactory scopes)
{
    public Feed Feed => feed;

    /// <summary>Pulled: the next page is read when the reader of this one asks for it.</summary>
    public async IAsyncEnumerable<StreamedFact> Read(string after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            IReadOnlyList<StreamedFact> page;
            await using (var scope = scopes.CreateAsyncScope())
                page = await ((IFeed)scope.ServiceProvider.GetRequiredService(reader)).After(after, ct);
            if (page.Count == 0)
                yield break;
            foreach (var fact in page)
                yield return fact;
            after = page[^1].Key;
        }
    }
}

/// <summary>Which streams a service offers.</summary>
public sealed class FeedList(IServiceCollection services)
{
    public FeedList Offer<TReader>(Feed stream) where TReader : class, IFeed
    {
        services.AddScoped<TReader>();
        services.AddSingleton(x => new OfferedFeed(stream, typeof(TReader), x.GetRequiredService<IServiceScopeFactory>()));
        return this;
    }
}

/// <summary>Where the streams of other services come from: this process, or another.</summary>
public interface IPeers
{
    /// <summary>False: nobody offers it here, and nobody waits for it.</summary>
    bool Offer(Feed stream);

    /// <summary>Goes on after the key until there is no more.</summary>
    IAsyncEnumerable<StreamedFact> Read(Feed stream, string after, CancellationToken ct);
}

/// <summary>Embedded mode: the owners run in this process.</summary>
public sealed class InProcessPeers(IEnumerable<OfferedFeed> feeds) : IPeers
{
    private readonly Dictionary<Feed, OfferedFeed> offered = feeds.ToDictionary(x => x.Feed);

    public bool Offer(Feed stream) => offered.ContainsKey(stream);

    public IAsyncEnumerable<StreamedFact> Read(Feed stream, string after, CancellationToken ct) => offered[stream].Read(after, ct);
}
