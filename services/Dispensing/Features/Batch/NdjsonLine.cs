namespace Supply.Dispensing.Features.Batch;

/// <param name="Number">From 1, blank lines counted.</param>
/// <param name="Bytes">Null: longer than <see cref="NdjsonReader.MaxLineBytes"/>, and thrown away as it came.</param>
public readonly record struct NdjsonLine(int Number, byte[]? Bytes);
