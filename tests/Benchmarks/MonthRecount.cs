namespace Supply.Benchmarks;

/// <summary>Published figures against a recount of the documents by plain SQL, which shares nothing with the service.</summary>
internal sealed class MonthRecount(IndicatorsHost service, MonthOfPrescriptions month)
{
    private const string Latest = "p.version = (SELECT max(version) FROM publications q WHERE (q.family, q.level, q.code, q.period) "
        + "= (p.family, p.level, p.code, p.period))";

    private string Documents => $"""
        SELECT facility AS code, count(*) FILTER (WHERE outcome IN ('complete', 'incomplete')) AS counted,
            count(*) FILTER (WHERE outcome = 'complete') AS complete
        FROM document_facts WHERE kind = 'prescription'
            AND local_date BETWEEN '{month.Month.First:yyyy-MM-dd}' AND '{month.Month.Last:yyyy-MM-dd}'
        GROUP BY facility
        """;

    /// <summary>The baseline: each facility's prescriptions of the month, and how many of them are complete.</summary>
    public Task Count() => service.Ask<long>($"SELECT count(*) FROM ({Documents}) d");

    public async Task Verify()
    {
        var last = month.Month.Last;
        await Same("facilities' months", Documents, Of("Facility", $"{month.Month}", "Counted", "Complete"));
        // From the messages themselves: pieces that were prescribed and lines, by clave.
        await Same("claves' days", $"""
            SELECT line->>'clave' AS code, count(*) AS counted, sum((line->>'prescribed')::bigint) AS complete
            FROM (SELECT convert_from(body, 'UTF8')::jsonb AS doc FROM fact_log
                WHERE kind = 'prescription' AND local_date = '{last:yyyy-MM-dd}') l
                CROSS JOIN LATERAL jsonb_array_elements(doc->'lines') line
            WHERE doc->>'status' = 'recorded' AND doc->>'kind' = 'individual' AND doc->'unknown' IS NULL
                AND line->'substituteFor' IS NULL AND (line->>'prescribed')::int > 0
            GROUP BY code
            """, Of("Clave", $"{last:yyyy-MM-dd}", "Lines", "Pieces"));
    }

    private static string Of(string level, string period, string counted, string complete) => $"""
        SELECT code, coalesce((counts->>'{counted}')::bigint, 0) AS counted, coalesce((counts->>'{complete}')::bigint, 0) AS complete
        FROM (SELECT p.code, convert_from(p.counts, 'UTF8')::jsonb AS counts FROM publications p
            WHERE p.family = 'Prescriptions' AND p.level = '{level}' AND p.period = '{period}' AND {Latest}) latest
        """;

    private async Task Same(string what, string documents, string published)
    {
        var (wrong, rows) = (await service.Ask<long>($"""
            SELECT count(*) FROM ({documents}) d FULL JOIN ({published}) p USING (code)
            WHERE (d.counted, d.complete) IS DISTINCT FROM (p.counted, p.complete)
            """), await service.Ask<long>($"SELECT count(*) FROM ({published}) p"));
        Console.WriteLine($"{rows:N0} {what} were recounted, {wrong} differ");
        if (wrong > 0 || rows == 0)
            throw new WrongEndException($"{wrong} of {rows} {what} differ from their documents");
    }
}
