using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>Reference data has changed: what depends on it is judged again.</summary>
public sealed class PendingReference
{
    /// <summary><see cref="DocumentKind.Facility"/>, <see cref="DocumentKind.Item"/> or <see cref="DocumentKind.Code"/>, for
    /// which another loop works.</summary>
    public required string Kind { get; init; }

    public required string Code { get; init; }

    /// <summary>The last document that was judged again; documents are judged in order of their ids, some in each transaction.</summary>
    [MaxLength(40)] public string After { get; set; } = "";

    public int Changes { get; set; }
}
