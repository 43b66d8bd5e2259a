namespace Supply.Platform.Http;

/// <summary>What an import did: received = created + updated + unchanged + rejected.</summary>
/// <param name="Received">Rows that hold anything; the header and blank lines are none.</param>
public sealed record ImportReport(int Received, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedRow> Rejected);

/// <param name="Row">The line of the file on which the row begins, as an editor counts: the first line is 1, header and blank lines count.</param>
public sealed record RejectedRow(int Row, string Code, string Detail);
