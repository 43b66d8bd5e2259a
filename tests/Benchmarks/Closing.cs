using Supply.Indicators.Domain;
using Supply.Platform.Persistence;

namespace Supply.Benchmarks;

/// <summary>
/// A month of the nation's prescriptions is closed, and restated after some have come late. Beside it the least that a close could do with
/// the documents: one statement that counts those of each facility.
/// </summary>
internal static class Closing
{
    private const int LateOnes = 1_000;
    private const int Batch = 5_000;

    /// <param name="rebuild">At the end everything is made again from the log; of eight million that takes longer than the rest.</param>
    public static async Task<int> Run(string postgres, int count, bool rebuild)
    {
        var (began, now) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow());
        var month = new MonthOfPrescriptions(count, now);
        await using var service = await IndicatorsHost.Start(postgres);
        await Fill(service, month, now);
        var filling = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine($"{count:N0} prescriptions of {month.Facilities.Count:N0} facilities in {month.Month} are counted after "
            + $"{filling.TotalMinutes:F1} minutes: {await service.Ask<long>("SELECT count(*) FROM figures"):N0} figures, "
            + $"{await service.Ask<long>("SELECT pg_database_size(current_database())") / 1e9:F1} GB");

        List<string> table = [];
        var (closes, recount) = (new MonthCloses(service, month), new MonthRecount(service, month));
        table.Add((await Effort.Of(service, recount.Count)).Row("plain SQL: documents by facility", month.Facilities.Count));
        var all = await closes.Due();
        await Close("close of the days and the month", all);
        await recount.Verify();
        await Close("close with nothing to do", 0);

        var late = month.Late(LateOnes);
        var told = await Effort.Of(service, () => service.Deliver(late));
        table.Add(told.Row($"{LateOnes:N0} late ones told", LateOnes));
        table.Add((await Effort.Of(service, () => service.Run("refresh-figures"))).Row("the same counted", LateOnes));
        var changed = await closes.Due();
        if (changed != MonthCloses.ChangedBy(month, late))
            throw new WrongEndException($"{changed} figures are to be restated, not {MonthCloses.ChangedBy(month, late)}");
        await Close("restatement", changed);
        await recount.Verify();

        if (rebuild)
            await Rebuild();
        Console.WriteLine($"""

            {Effort.Header}
            |---|---|---|---|---|---|---|---|---|---|
            {string.Join('\n', table)}
            """);
        return 0;

        async Task Rebuild()
        {
            var (said, revisions) = ("", await closes.Revisions());
            var effort = await Effort.Of(service, async () => said = (await service.Run("rebuild")).Note!);
            Console.WriteLine($"rebuild: {said}");
            table.Add(effort.Row("rebuild: all made again from the log", count + LateOnes));
            if (await closes.Revisions() != revisions)
                throw new WrongEndException("the rebuild has changed figures");
        }

        async Task Close(string what, long due)
        {
            var (before, effort) = (await closes.Published(), await Effort.Of(service, () => service.Run("close-periods")));
            var published = await closes.Published() - before;
            Console.WriteLine($"{what}: {published:N0} publications in {effort.Seconds:F1} s");
            table.Add(effort.Row(what, published));
            if (published != due)
                throw new WrongEndException($"{published} figures were published, not {due}");
        }
    }

    private static async Task Fill(IndicatorsHost service, MonthOfPrescriptions month, DateTimeOffset now)
    {
        await service.Deliver(month.Catalogue);
        while (await service.Ask<bool>("SELECT EXISTS (SELECT 1 FROM incoming_facts) OR EXISTS (SELECT 1 FROM pending_references)"))
            await service.Run("refresh-figures");
        await new MonthDocuments(month, service.Connection).Fill();
        var year = Period.Of(Grain.Year, month.Month.First).Text;
        await BareConsumer.Execute(service.Connection, $"DELETE FROM figures WHERE period = '{year}'"); // made before the month was counted
        await service.Db(async db =>
        {
            foreach (var some in new MonthFigures(month, now).Make().Chunk(Batch))
                await db.InsertAll(some, default);
        });
        await BareConsumer.Execute(service.Connection, "VACUUM (ANALYZE) figures");
        await BareConsumer.Execute(service.Connection, "CHECKPOINT");
    }
}
