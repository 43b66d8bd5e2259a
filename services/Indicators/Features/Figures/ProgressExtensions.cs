using Supply.Platform.Jobs;

namespace Supply.Indicators.Features.Figures;

internal static class ProgressExtensions
{
    /// <summary>Shows operators what a transaction set aside, and what it could do that an earlier one could not (null).</summary>
    public static void Tell(this JobProgress progress, IEnumerable<(string Item, Exception? Failure)> changes)
    {
        foreach (var (item, failure) in changes)
            if (failure is null)
                progress.Done(item);
            else
                progress.SetAside(item, failure);
    }
}
