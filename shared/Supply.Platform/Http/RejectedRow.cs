namespace Supply.Platform.Http;

/// <param name="Row">The line of the file on which the row begins, as an editor counts: the first line is 1, header and blank lines
/// count.</param>
/// <param name="Field">The column that the reason is about; null: the row as a whole.</param>
public sealed record RejectedRow(int Row, string Code, string Detail, string? Field = null);
