namespace Supply.Platform.Http;

/// <param name="Row">The line of the file on which the row begins, as an editor counts: the first line is 1, header and blank lines
/// count.</param>
public sealed record RejectedRow(int Row, string Code, string Detail);
