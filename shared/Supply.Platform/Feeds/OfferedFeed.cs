using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Feeds;

/// <summary>A feed of this process.</summary>
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
