namespace Supply.Platform.Http;

/// <summary>The cells of one row, or why they cannot be told apart.</summary>
internal readonly record struct CsvCells(int Line, IReadOnlyList<string> Cells, Refusal? Fault);
