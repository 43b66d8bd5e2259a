using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Persistence;

/// <summary>SHA-256 over a day's rows and the seal before it: a row that is changed afterwards breaks the chain.</summary>
public sealed class AuditSeal
{
    public required DateOnly Day { get; init; }
    public required long Rows { get; init; }
    [MaxLength(32)] public required byte[] Digest { get; init; }
}
