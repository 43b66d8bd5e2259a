namespace Supply.Platform.Http;

/// <summary>Has a version; it goes out as <c>ETag</c> and comes back as <c>If-Match</c>.</summary>
public interface IVersioned
{
    int Version { get; }
}
