using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Supply.Contracts.Dispensing;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>What was published of a figure, why each time, and of which documents.</summary>
public sealed class PublicationListTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 14);

    private readonly IndicatorsHost at = new();
    private PrescriptionChanged whole = null!, part = null!;

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        foreach (var code in (string[])["HGIMB000011", "HGIMB000021", "BCIMB000011"])
            await at.Host.Deliver(Given.Facility(code));
        await at.Host.Deliver(whole = Given.Prescription("HGIMB000011", day, Given.Line(3, 3)));
        await at.Host.Deliver(part = Given.Prescription("HGIMB000021", day, Given.Line(3, 1)));
        await Close(17);
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task Each_has_its_difference_its_cause_in_documents_its_position_and_the_hash_of_its_list()
    {
        var first = Assert.Single(await List("ind-b/publications?period=2026-10-14"));
        Assert.Equal((1, 50m, 1, 2, null, new CauseAnswer(1, 0, 0, 0, 0)),
            (first.Number, first.Value, first.Numerator, first.Denominator, first.Difference, first.Cause));

        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 0)));
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, Given.Line(1, 0)));
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day.AddDays(1), Given.Line(1, 0))); // of another day
        await Close(18);
        await at.Host.Deliver(part = part with { Version = 2, Lines = [Given.Line(3, 3)] });
        await at.Host.Deliver(whole with { Version = 2, Status = "voided" });
        await Close(19);
        await at.Host.Deliver(part with { Version = 3, LocalDate = day.AddDays(1) }); // moved to another day
        await Close(20);

        var all = await List("ind-b/publications?period=2026-10-14");
        Assert.Equal([(1, 50m, null, 1L, 2L), (2, 25m, -25m, 1, 4), (3, 33.33m, 8.33m, 1, 3), (4, 0m, -33.33m, 0, 2)],
            all.Select(x => (x.Number, x.Value!.Value, x.Difference, x.Numerator, x.Denominator)));
        Assert.Equal([new(1, 0, 0, 0, 0), new(0, 2, 0, 0, 0), new(0, 0, 1, 1, 0), new(0, 0, 1, 0, 0)], all.Select(x => x.Cause));
        Assert.Equal(all.Select(x => x.Position).Order(), all.Select(x => x.Position));
        Assert.Equal(4, all.Select(x => x.Hash).Distinct().Count());
        foreach (var x in all)
            Assert.Equal(x.Hash, await HashOf("ind-b", x.PublishedAt));

        var state = await List("ind-b/publications?period=2026-10-14&level=state&code=02");
        Assert.Equal([new(1, 0, 0, 0, 0)], state.Select(x => x.Cause)); // nobody had reported there before
        Assert.Empty(await List("ind-b/publications?period=2026-11-14"));
    }

    [Fact]
    public async Task A_change_in_the_catalogue_is_told_as_the_cause()
    {
        await at.Host.Deliver(Given.Facility("HGIMB000011", kind: "hospital", version: 2, level: 2));
        await Close(18);
        var firstLevel = await List("ind-b/publications?period=2026-10-14&level=unitLevel&code=1");
        Assert.Equal([(50m, new CauseAnswer(1, 0, 0, 0, 0)), (0m, new(0, 0, 0, 0, 1))],
            firstLevel.Select(x => (x.Value!.Value, x.Cause)));
    }

    [Fact]
    public async Task They_come_in_pages()
    {
        for (var october = 18; october < 22; october++)
        {
            await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, october % 2)));
            await Close(october);
        }
        var all = await List("ind-b/publications?period=2026-10-14");
        List<PublicationAnswer> paged = [];
        for (var after = "0"; after is not null;)
        {
            var page = (await at.Dashboard.Get($"/indicators/ind-b/publications?period=2026-10-14&limit=2&after={after}"))
                .Read<Listed<PublicationAnswer>>();
            paged.AddRange(page.Items);
            after = page.Next;
        }
        Assert.Equal(5, all.Count);
        Assert.Equal(all, paged);
    }

    // As docs/rules.md says it.
    private async Task<string> HashOf(string indicator, DateTimeOffset asOf)
    {
        var lines = new StringBuilder();
        foreach (var side in (string[])["denominator", "excluded"])
            foreach (var x in await at.Documents($"{indicator}/documents?period=2026-10-14&side={side}&asOf={asOf.UtcDateTime:O}"))
                lines.Append(CultureInfo.InvariantCulture, $"{x.DocumentId} {x.Version} {x.Numerator} {x.Denominator}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }

    private async Task<List<PublicationAnswer>> List(string path)
    {
        var answer = await at.Host.As(Roles.Pharmacy, facility: "HGIMB000011").Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Listed<PublicationAnswer>>().Items;
    }

    private async Task Close(int october)
    {
        at.Host.Clock.Set(new(2026, 10, october, 8, 0, 0, TimeSpan.Zero));
        await at.Close();
    }
}
