namespace Supply.Platform.Http;

/// <summary>What became of a row of an import that was taken.</summary>
public enum Taken
{
    Created,
    Updated,
    Unchanged,
}
