using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

public sealed partial class Subscription<TDb, TMessage, THandler>
{
    public async Task<Verdict[]> Apply(IReadOnlyList<Envelope> facts, CancellationToken ct)
    {
        var verdicts = new Verdict[facts.Count];
        for (var next = 0; next < facts.Count;)
        {
            try
            {
                next += await Apply(facts, next, GroupLimit, ct);
                continue;
            }
            catch (Exception e) when (!ct.IsCancellationRequested && Verdict.Of(e).Unavailable)
            {
                Array.Fill(verdicts, Verdict.Of(e), next, facts.Count - next);
                return verdicts;
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                // One of them cannot be taken: each by itself, so that only that one is left.
            }
            for (var last = Math.Min(next + GroupLimit, facts.Count); next < last; next++)
            {
                try
                {
                    await Apply(facts, next, 1, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    verdicts[next] = await Settle(facts[next], e, ct);
                }
            }
        }
        return verdicts;
    }

    private async Task<int> Apply(IReadOnlyList<Envelope> facts, int first, int limit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        (origin.Subject, origin.Role) = (Handler, "handler");
        return await db.Once(() => Handle(db, origin, handler, [.. facts.Skip(first).Take(limit)], ct), ct);
    }
}
