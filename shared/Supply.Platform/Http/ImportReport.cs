namespace Supply.Platform.Http;

/// <summary>What an import did: received = created + updated + unchanged + rejected.</summary>
/// <param name="Received">Rows that hold anything; the header and blank lines are none.</param>
public sealed record ImportReport(int Received, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedRow> Rejected);
