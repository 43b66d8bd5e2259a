namespace Supply.Platform.Feeds;

/// <summary>A key that is not of this feed: a reader can only go on from a key that the feed gave.</summary>
public sealed class ResumeKeyException(string key) : Exception($"Not a key of this stream: {Codes.Show(key)}")
{
    /// <summary>The key of a feed in order of UUIDs.</summary>
    public static Guid Id(string key) =>
        key.Length == 0 ? Guid.Empty : Guid.TryParseExact(key, "D", out var id) ? id : throw new ResumeKeyException(key);

    /// <summary>The parts of a key; the last may contain the separator.</summary>
    public static string[] Parts(string key, int count) =>
        key.Split('|', count) is var parts && parts.Length == count ? parts : throw new ResumeKeyException(key);
}
