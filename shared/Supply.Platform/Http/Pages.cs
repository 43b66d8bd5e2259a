namespace Supply.Platform.Http;

/// <summary>Lists page by the key of their last row, never by number.</summary>
public static class Pages
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    /// <summary>1 to <see cref="MaxLimit"/>; refuses with <c>request.limit</c>.</summary>
    public static Outcome<int> Limit(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => Refusal.Invalid("request.limit", $"El límite debe estar entre 1 y {MaxLimit}.", "limit"),
    };

    /// <summary>The page of rows fetched with one more than asked for.</summary>
    public static Page<T> Of<T>(List<T> rows, int limit, Func<T, string> key)
    {
        if (rows.Count <= limit)
            return new(rows, null);
        rows.RemoveRange(limit, rows.Count - limit);
        return new(rows, key(rows[^1]));
    }
}
