using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Public;

/// <summary>
/// Answers that everybody gets alike, kept for a moment: however many ask, the database is asked once in that time for each, and by
/// few at once.
/// </summary>
internal sealed class PublicAnswers(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan fresh = TimeSpan.FromSeconds(10);

    private const int Most = 1_000;
    private const string CacheControl = "public, max-age=30";

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim reading = new(2);

    private sealed record Kept(DateTimeOffset Until, Lazy<Task<ETagAnswer>> Answer);

    /// <param name="key">What the answer depends on, normalised: no two for the same.</param>
    public async Task<IResult> Get<T>(string key, Func<IndicatorsDb, Task<T>> read)
    {
        var now = clock.GetUtcNow();
        if (!kept.TryGetValue(key, out var own) || own.Until <= now)
        {
            if (kept.Count >= Most)
                kept.Clear();
            var made = new Kept(now + fresh, new(() => Make(read)));
            own = kept.AddOrUpdate(key, made, (_, there) => there.Until > now ? there : made);
        }
        try
        {
            return await own.Answer.Value;
        }
        catch
        {
            kept.TryRemove(KeyValuePair.Create(key, own));
            throw;
        }
    }

    public void Dispose() => reading.Dispose();

    // Of nobody's request: who goes away does not take the answer from those who wait for it.
    private async Task<ETagAnswer> Make<T>(Func<IndicatorsDb, Task<T>> read)
    {
        await reading.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return ETagAnswer.Of(await read(scope.ServiceProvider.GetRequiredService<IndicatorsDb>()), CacheControl);
        }
        finally
        {
            reading.Release();
        }
    }
}
