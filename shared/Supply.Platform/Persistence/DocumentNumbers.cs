using Microsoft.EntityFrameworkCore;

namespace Supply.Platform.Persistence;

/// <summary>
/// Gives documents the numbers that people read aloud. The table is in the services that call <see cref="MapNumberSeries"/>.
/// </summary>
public static class DocumentNumbers
{
    public static void MapNumberSeries(this ModelBuilder model) => model.Entity<NumberSeries>(x =>
    {
        x.ToTable("number_series").HasKey(row => row.Series);
        x.Property(row => row.Last).IsConcurrencyToken();
    });

    /// <summary>
    /// The next number of the series, inside <see cref="Writing.Write{T}"/>. Until the commit nobody else gets one of it, so it is asked
    /// for last; what is rolled back leaves no gap.
    /// </summary>
    /// <param name="kind">Two letters: <c>EM</c>.</param>
    public static async Task<string> NextNumber(this SupplyDb db, string kind, FederalState state, int year, CancellationToken ct)
    {
        var name = DocumentNumber.Series(kind, state, year);
        await db.LockByName($"number {name}", ct);
        var series = await db.Set<NumberSeries>().FindAsync([name], ct);
        if (series is null)
            db.Add(series = new NumberSeries { Series = name });
        return DocumentNumber.Of(name, ++series.Last);
    }
}
