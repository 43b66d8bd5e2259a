using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What a pharmacist looks for: a day's prescriptions, a folio, a clave, what is owed.</summary>
public sealed class ListPrescriptionsTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private readonly string facility = dispensing.Facility();

    [Fact]
    public async Task A_row_says_what_was_given_and_what_is_owed()
    {
        var id = await Record("2026-09-15T09:05:00-06:00", Sample.Line(1, 20, 10), Sample.Line(2, 0, 4, Sample.Gauze, 1),
            Sample.Line(3, 5, 5));
        var delivery = await Pharmacy.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}",
            new { deliveredAt = "2026-09-16T10:00:00-06:00", lines = new[] { new { line = 1, quantity = 2 } } });
        Assert.Equal(201, delivery.Status);

        var row = Assert.Single(await All(""));
        Assert.Equal((2, 25, 19, 2, 4), (Int(row, "lines"), Int(row, "prescribed"), Int(row, "dispensed"), Int(row, "delivered"),
            Int(row, "owed")));
        Assert.Equal(
            ("recorded", "2026-09-15", "America/Mexico_City"), (Text(row, "status"), Text(row, "localDate"), Text(row, "timeZone")));

        await Pharmacy.Put(Sample.Path(id) + "/void", new { reason = "error de captura" });
        row = Assert.Single(await All("status=voided"));
        Assert.Equal(("voided", 0), (Text(row, "status"), Int(row, "owed")));
        Assert.Empty(await All("owed=true"));
        Assert.Empty(await All("status=recorded"));
    }

    [Fact]
    public async Task Newest_first_also_while_others_arrive()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++) // two at the same moment
            ids.Add(await Record($"2026-09-1{i / 2}T10:00:00-06:00"));
        var expected = ids.Chunk(2).Reverse().SelectMany(x => x.OrderDescending()).ToList();

        var (seen, after) = (new List<Guid>(), "");
        do
        {
            var page = await Pharmacy.Get($"/dispensing/prescriptions?limit=2{after}");
            seen.AddRange(Ids(page));
            after = Next(page);
            await Record("2026-09-20T10:00:00-06:00"); // newer than the page
        }
        while (after.Length > 0);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task A_day_is_one_of_the_facilitys_calendar()
    {
        var border = dispensing.Facility("BC");
        var tijuana = dispensing.Pharmacy(border);
        foreach (
            var at in (
                string[])["2026-09-14T23:59:59-07:00", "2026-09-15T00:00:00-07:00", "2026-09-15T23:59:59-07:00",
                "2026-09-16T00:00:00-07:00"])
            Assert.Equal(201, (await tijuana.Put(Sample.Path(Sample.NewId()),
                Sample.Prescription(border).With("presentedAt", at).With("prescribedOn", "2026-09-14"))).Status);
        var day = await tijuana.Get($"/dispensing/prescriptions?facility={border}&date=2026-09-15");
        Assert.Equal(["2026-09-15", "2026-09-15"], Items(day).Select(x => Text(x, "localDate")));
        Assert.Equal(3, Items(await tijuana.Get("/dispensing/prescriptions?from=2026-09-15")).Count);
        Assert.Equal(3, Items(await tijuana.Get("/dispensing/prescriptions?to=2026-09-15")).Count);
    }

    [Fact]
    public async Task A_folio_is_found_as_a_person_reads_it_in_the_whole_state_too()
    {
        var id = await Record("2026-09-15T10:00:00-06:00", folio: $"Rec–{facility} 7"); // with another dash
        await Record("2026-09-15T11:00:00-06:00", folio: "otro");
        foreach (var caller in (TestCaller[])[Pharmacy, dispensing.Host.As(Roles.State, state: "13"), dispensing.Host.As(Roles.Central)])
            Assert.Equal([id], Ids(await caller.Get($"/dispensing/prescriptions?folio={Uri.EscapeDataString($"rec-{facility}  7")}")));
        Assert.Empty(Ids(await dispensing.Host.As(Roles.State, state: "02").Get($"/dispensing/prescriptions?folio=rec-{facility}%207")));
    }

    [Fact]
    public async Task A_clave_is_found_in_any_line_over_short_pages_without_holes()
    {
        var wanted = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            var id = await Record($"2026-09-1{i}T10:00:00-06:00", i % 2 == 0 ? Sample.Line(1, 5, 5) : Sample.Line(1, 5, 5, Sample.Gauze));
            if (i % 2 == 1)
                wanted.Insert(0, id);
        }
        wanted.Insert(0, await Record("2026-09-18T10:00:00-06:00", Sample.Line(1, 5, 0), Sample.Line(2, 0, 5, Sample.Gauze, 1)));
        Assert.Equal(wanted, (await All($"clave={Sample.Gauze}", 1)).Select(x => x.GetProperty("id").GetGuid()));
        Assert.Equal(wanted[1..3], (await All($"clave={Sample.Gauze}&from=2026-09-12&to=2026-09-17", 1)).Select(Id));
    }

    [Fact]
    public async Task Owed_lines_come_longest_waiting_first_and_go_when_they_are_delivered()
    {
        var late = await Record(
            "2026-09-16T10:00:00-06:00", Sample.Line(1, 5, 2), Sample.Line(2, 3, 3), Sample.Line(3, 4, 0, Sample.Gauze));
        var early = await Record("2026-09-15T10:00:00-06:00", Sample.Line(1, 9, 0));
        Assert.Equal([(early, 1, 9), (late, 1, 3), (late, 3, 4)], await Owed("", 1));
        Assert.Equal([(late, 3, 4)], await Owed($"&clave={Sample.Gauze}"));
        Assert.Equal([late, early], (await All("owed=true")).Select(Id));

        var delivery = $"{Sample.Path(early)}/deliveries/{Sample.NewId()}";
        var content = new { deliveredAt = "2026-09-16T10:00:00-06:00", lines = new[] { new { line = 1, quantity = 9 } } };
        Assert.Equal(201, (await Pharmacy.Put(delivery, content)).Status);
        Assert.Equal(200, (await Pharmacy.Put(delivery, content)).Status);
        Assert.Equal([(late, 1, 3), (late, 3, 4)], await Owed(""));
        Assert.Equal(201, (await Pharmacy.Put(delivery + "/reversal", new { reason = "error" })).Status);
        Assert.Equal([(early, 1, 9), (late, 1, 3), (late, 3, 4)], await Owed(""));
        await Pharmacy.Put(Sample.Path(late) + "/void", new { reason = "error" });
        Assert.Equal([(early, 1, 9)], await Owed(""));

        var row = Items(await Pharmacy.Get("/dispensing/owed"))[0];
        Assert.Equal(("2026-09-15", Sample.Paracetamol, facility), (Text(row, "localDate"), Text(row, "clave"), Text(row, "facility")));
        Assert.Empty(Items(await dispensing.Pharmacy(dispensing.Facility()).Get("/dispensing/owed")));
        Assert.Equal(403, (await dispensing.Host.As(Roles.State, state: "02").Get($"/dispensing/owed?facility={facility}")).Status);
    }

    [Fact]
    public async Task A_held_one_owes_nothing_until_it_is_accepted()
    {
        var id = await Record("2016-10-15T10:00:00-06:00", Sample.Line(1, 5, 2));
        Assert.Empty(await Owed(""));
        Assert.Equal(200, (await Pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-09-15T10:00:00-06:00" })).Status);
        Assert.Equal([(id, 1, 3)], await Owed(""));
    }

    [Fact]
    public async Task What_was_recorded_before_owed_pieces_were_written_down_is_found_after_the_job()
    {
        var (owing, none) = (await Record("2026-09-15T10:00:00-06:00", Sample.Line(1, 5, 2)), await Record("2026-09-15T10:00:00-06:00"));
        await dispensing.Host.Db<DispensingDb, int>(async db =>
        {
            await db.OwedPieces.Where(x => x.Facility == facility).ExecuteDeleteAsync();
            return await db.Prescriptions.Where(x => x.Facility == facility)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.Owed, (long?)null));
        });
        Assert.Equal(3, Int((await All("")).Single(x => Id(x) == owing), "owed"));
        Assert.Equal(3, (await Summary()).GetProperty("owedPieces").GetInt64());
        Assert.Empty(await Owed(""));
        await dispensing.Host.Run("dispensing", "write-down-owed");
        await dispensing.Host.Run("dispensing", "write-down-owed");
        Assert.Equal([(owing, 1, 3)], await Owed(""));
        Assert.Equal([0L, 3], (await dispensing.Stored(facility)).OrderBy(x => x.Id != none).Select(x => x.Owed!.Value));
    }

    [Fact]
    public async Task Owed_lines_follow_a_change_of_the_facilitys_code()
    {
        var now = dispensing.Facility();
        await Record("2026-09-15T10:00:00-06:00", Sample.Line(1, 5, 2));
        await dispensing.Know(now, 1, facility);
        await dispensing.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
        Assert.Equal(now, Text(Assert.Single(Items(await dispensing.Pharmacy(now).Get("/dispensing/owed"))), "facility"));
        Assert.Single(Items(await dispensing.Pharmacy(now).Get("/dispensing/prescriptions?owed=true")));
    }

    [Fact]
    public async Task The_day_is_summed_up()
    {
        await Record("2026-09-15T10:00:00-06:00");
        await Record("2026-09-15T11:00:00-06:00", Sample.Line(1, 5, 2), Sample.Line(2, 5, 5));
        await Record("2026-09-15T12:00:00-06:00", Sample.Line(1, 5, 0), Sample.Line(2, 2, 0));
        await Record("2026-09-16T00:00:00-06:00", Sample.Line(1, 5, 0));
        var voided = await Record("2026-09-15T12:00:00-06:00", Sample.Line(1, 5, 0));
        await Pharmacy.Put(Sample.Path(voided) + "/void", new { reason = "error" });
        var summary = await Summary();
        Assert.Equal((3, 1, 1, 1, 1, 0, 10), (Int(summary, "recorded"), Int(summary, "complete"), Int(summary, "partial"),
            Int(summary, "notGiven"), Int(summary, "voided"), Int(summary, "held"), Int(summary, "owedPieces")));

        await Record("2016-10-15T10:00:00-06:00");
        var today = (await Pharmacy.Get($"/dispensing/prescriptions/summary?facility={facility}")).Json;
        Assert.Equal((0, 1), (Int(today, "recorded"), Int(today, "held"))); // by the day on which it came
    }

    [Theory]
    [InlineData("prescriptions?date=2026-02-30", "dispensing.date")]
    [InlineData("prescriptions?date=2026-10-15&from=2026-10-15", "dispensing.date-and-span")]
    [InlineData("prescriptions?date=0001-01-01", "request.date")]
    [InlineData("prescriptions?from=9999-12-31", "request.date")]
    [InlineData("prescriptions?folio=%20", "dispensing.text")]
    [InlineData("prescriptions?clave=x", "clave.malformed")]
    [InlineData("prescriptions?owed=quizas", "request.wrong-type")]
    [InlineData("prescriptions?after=9_x_1", "request.cursor")]
    [InlineData("prescriptions?after=9999999999999999999_0199e000-0000-7000-8000-000000000001_0", "request.cursor")]
    [InlineData("owed?clave=x", "clave.malformed")]
    [InlineData("owed?limit=1001", "request.limit")]
    [InlineData("owed?after=x", "request.cursor")]
    [InlineData("owed?facility=BCIMB000001", "access.foreign-facility")]
    [InlineData("prescriptions/summary?facility=BCIMB000001", "access.foreign-facility")]
    [InlineData("prescriptions/summary?facility=HGIMB000001&date=ayer", "dispensing.date")]
    [InlineData("prescriptions/summary?facility=HGIMB000001&date=2999-01-01", "request.date")]
    [InlineData("prescriptions/summary?facility=X", "facility.malformed")]
    public async Task Filters_that_mean_nothing_are_refused(string query, string code) =>
        Assert.Equal(code, (await dispensing.Host.As(Roles.State, state: "13").Get($"/dispensing/{query}")).Code);

    private TestCaller Pharmacy => dispensing.Pharmacy(facility);

    private async Task<Guid> Record(string presentedAt, params Dictionary<string, object?>[] lines) =>
        await Record(presentedAt, null, lines);

    private async Task<Guid> Record(string presentedAt, string? folio, params Dictionary<string, object?>[] lines)
    {
        var id = Sample.NewId();
        var answer = await Pharmacy.Put(Sample.Path(id), Sample.Prescription(facility, lines).With("presentedAt", presentedAt)
            .With("prescribedOn", null).With("folio", folio));
        Assert.Equal(201, answer.Status);
        return id;
    }

    private async Task<JsonElement> Summary() =>
        (await Pharmacy.Get($"/dispensing/prescriptions/summary?facility={facility}&date=2026-09-15")).Json;

    private async Task<List<JsonElement>> All(string query, int limit = 100) => await Pages($"/dispensing/prescriptions?{query}", limit);

    private async Task<List<(Guid, int, int)>> Owed(string query, int limit = 100) =>
        [.. (await Pages($"/dispensing/owed?facility={facility}{query}", limit))
            .Select(x => (x.GetProperty("prescription").GetGuid(), Int(x, "line"), Int(x, "owed")))];

    private async Task<List<JsonElement>> Pages(string path, int limit)
    {
        var (all, after) = (new List<JsonElement>(), "");
        do
        {
            var page = await Pharmacy.Get($"{path}&limit={limit}{after}");
            Assert.Equal(200, page.Status);
            all.AddRange(Items(page));
            after = Next(page);
        }
        while (after.Length > 0);
        return all;
    }

    private static string Next(Answer page) => page.Json.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";

    private static List<JsonElement> Items(Answer page) => [.. page.Json.GetProperty("items").EnumerateArray()];

    private static List<Guid> Ids(Answer page) => Items(page).ConvertAll(Id);

    private static Guid Id(JsonElement x) => x.GetProperty("id").GetGuid();

    private static int Int(JsonElement x, string member) => x.GetProperty(member).GetInt32();

    private static string? Text(JsonElement x, string member) => x.GetProperty(member).GetString();
}
