namespace Supply.Platform.Http;

/// <summary>One row of a list. Columns are found by name, whatever their case, accents and blanks.</summary>
/// <param name="line">On which the row begins, from 1.</param>
/// <param name="fault">Why the row cannot be taken, where it cannot: a quote that is not closed, or cells beyond the header.</param>
public sealed class CsvRow(int line, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells, Refusal? fault)
{
    public int Line { get; } = line;

    public Refusal? Fault { get; } = fault;

    /// <summary>
    /// The value of the first of the columns that the file has; null when it has none of them. A cell beyond the row's end is empty.
    /// </summary>
    public string? this[params ReadOnlySpan<string> names]
    {
        get
        {
            foreach (var name in names)
                if (columns.TryGetValue(Texts.Fold(name), out var i))
                    return i < cells.Count ? cells[i] : "";
            return null;
        }
    }
}
