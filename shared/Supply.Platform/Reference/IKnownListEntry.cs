namespace Supply.Platform.Reference;

/// <summary>An entry of one of the catalogue's lists as a service keeps it.</summary>
public interface IKnownListEntry
{
    string Code { get; }
    int Version { get; }

    /// <summary>When the service stored this version.</summary>
    DateTimeOffset KeptAt { get; }

    /// <summary>The version by which everything that was stored before under another spelling has got the code.</summary>
    int FollowedVersion { get; set; }

    ListedEntry ToEntry();
}
