namespace Supply.Benchmarks;

/// <summary>From commit to handler done, in a sender and a receiver made for the purpose, beside bare MassTransit.</summary>
internal static class Ratios
{
    public static async Task<int> Run(string postgres, string rabbit, bool quick)
    {
        var (messages, rounds, seconds, old) = quick ? (4_000, 1, 5, 100_000) : (12_000, 3, 10, 5_000_000);

        await using var system = await Measured.Start(postgres, rabbit);
        var table = new Report();
        var code = 0;
        try
        {
            Console.WriteLine("warming up");
            await system.Bare(messages / 3);
            await system.Flow<AddDocument>(messages / 3);
            await system.Flow<FindDocument>(messages / 3);
            await system.Flow<QueryDocument>(messages / 3);
            await Rounds("empty");
            Console.WriteLine($"filling {old:N0} old rows into each table that grows");
            await system.Fill(old);
            await Rounds("old");
            foreach (var (name, slice) in system.Slices)
                for (var round = 0; round < rounds; round++)
                    table.Add("slices/s", name, await system.SlicesPerSecond(slice, TimeSpan.FromSeconds(quick ? 1 : 3)));
        }
        catch (TimeoutException)
        {
            Console.WriteLine("A run did not end in time; what there is so far:");
            code = 1;
        }
        table.Print(old, rounds, messages);
        return code;

        async Task Rounds(string tables)
        {
            for (var round = 0; round < rounds; round++) // interleaved, so that what else the machine does meets all of them
            {
                await system.Vacuum();
                var bare = Said("bare", await system.Bare(messages));
                var adds = Said("adds", await system.Flow<AddDocument>(messages));
                var finds = Said("finds", await system.Flow<FindDocument>(messages));
                var queries = Said("queries", await system.Flow<QueryDocument>(messages));
                table.Add("bare", tables, bare);
                table.Add("adds", tables, adds);
                table.Add("finds", tables, finds);
                table.Add("queries", tables, queries);
                table.Add("adds/bare", tables, adds / bare);
                table.Add("finds/bare", tables, finds / bare);
                table.Add("queries/bare", tables, queries / bare);
            }
            table.Add("bare ms", tables, await system.BarePaced(200, TimeSpan.FromSeconds(seconds)));
            table.Add("adds ms", tables, await system.Paced<AddDocument>(200, TimeSpan.FromSeconds(seconds)));
            table.Add("finds ms", tables, await system.Paced<FindDocument>(200, TimeSpan.FromSeconds(seconds)));
            table.Add("queries ms", tables, await system.Paced<QueryDocument>(200, TimeSpan.FromSeconds(seconds)));

            double Said(string what, (double Rate, Cpu Cpu) run)
            {
                Console.WriteLine(
                    $"{tables,-6} {what,-7} {run.Rate,8:F0} messages/s, CPU us a message: program {run.Cpu.App:F0}, PostgreSQL "
                    + $"{run.Cpu.Postgres:F0}, RabbitMQ {run.Cpu.Rabbit:F0}");
                table.Add(what + " cpu", tables, run.Cpu.App + run.Cpu.Postgres + run.Cpu.Rabbit);
                return run.Rate;
            }
        }
    }
}
