using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>A version of a document in the log, and from which position on a later one is in force.</summary>
internal readonly record struct LoggedVersion(FactLogRow Row, long? SupersededAt)
{
    public bool IsNewestAt(long position) => Row.Sequence <= position && !(SupersededAt <= position);
}
