namespace Supply.Kernel;

/// <summary>What kind of no: decides the HTTP status, never the text.</summary>
public enum RefusalKind
{
    /// <summary>The bytes are not what the route reads (400).</summary>
    Malformed,

    /// <summary>Readable, but it means nothing or breaks a rule (422).</summary>
    Invalid,

    /// <summary>There is no such thing (404).</summary>
    NotFound,

    /// <summary>It contradicts what is stored, and repeating it will not help (409).</summary>
    Conflict,

    /// <summary>Not this caller's to do or see (403).</summary>
    Forbidden,

    /// <summary>The caller's version is not the stored one (412).</summary>
    Stale,

    /// <summary>A replacement must name the version it replaces (428).</summary>
    VersionRequired,
}
