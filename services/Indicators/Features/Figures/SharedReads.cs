namespace Supply.Indicators.Features.Figures;

/// <summary>
/// Readings that many ask for at once. While one is under way, all who ask for the same share the next: it begins after each of them has
/// asked, so that nobody is told what was true before, and nothing is kept.
/// </summary>
public sealed class SharedReads<TKey, T> where TKey : notnull
{
    private readonly Dictionary<TKey, Line> lines = []; // a key is there while somebody reads it

    private sealed class Line
    {
        /// <summary>Of those who wait for the reading that has still to begin; null: nobody does.</summary>
        public TaskCompletionSource<T>? Next { get; set; }
    }

    /// <param name="read">It is nobody's alone: who goes away does not take it from those who wait.</param>
    public Task<T> Get(TKey key, Func<Task<T>> read)
    {
        Line? mine = null;
        Task<T> answer;
        lock (lines)
        {
            if (!lines.TryGetValue(key, out var line))
                lines[key] = line = mine = new();
            answer = (line.Next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
        if (mine is not null)
            _ = Serve(key, mine, read);
        return answer;
    }

    private async Task Serve(TKey key, Line line, Func<Task<T>> read)
    {
        while (true)
        {
            TaskCompletionSource<T> next;
            lock (lines)
            {
                if (line.Next is null)
                {
                    lines.Remove(key);
                    return;
                }
                (next, line.Next) = (line.Next, null);
            }
            try
            {
                next.SetResult(await read());
            }
            catch (Exception e)
            {
                next.SetException(e);
            }
        }
    }
}
