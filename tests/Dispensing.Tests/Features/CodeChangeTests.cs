using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Tests.Features;

/// <summary>A unit is given another code: everything of the old one is the new one's.</summary>
public sealed class CodeChangeTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private static (int, string?) Codes(Answer x) => (x.Status, x.Code);

    private Task Finish(ServiceHost? host = null) => (host ?? dispensing.Host).Services.GetRequiredService<FollowCodeChanges>().Finish();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Prescriptions_known_and_unknown_before_are_the_new_units(bool known)
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        if (known)
        {
            await dispensing.Know(old);
            await dispensing.Know(Sample.Paracetamol);
        }
        var id = await Record(old, old, Sample.Prescription(old, Sample.Line(1, 10, 4)));
        await dispensing.Know(current, 1, old);
        await Finish();

        foreach (var code in (string[])[old, current])
        {
            var unit = dispensing.Pharmacy(code);
            Assert.Equal(current, (await unit.Get(Sample.Path(id))).Json.GetProperty("facility").GetString());
            foreach (var filter in (string[])["", $"?facility={old}", $"?facility={current}"])
                Assert.Equal(
                    id, Assert.Single((await unit.Get($"/dispensing/prescriptions{filter}")).Json.GetProperty("items").EnumerateArray())
                    .GetProperty("id").GetGuid());
            Assert.Equal(
                201, (await unit.Put(
                    $"{Sample.Path(id)}/deliveries/{Sample.NewId()}", new { lines = (object[])[new { line = 1, quantity = 2 }] })).Status);
        }
        var owed = (await dispensing.Pharmacy(current).Get(Sample.Path(id))).Json.GetProperty("owed")[0].GetProperty("owed").GetInt32();
        Assert.Equal(2, owed);
        Assert.Equal(403, (await dispensing.Pharmacy(dispensing.Facility()).Get(Sample.Path(id))).Status);
    }

    [Fact]
    public async Task Before_the_rows_have_followed_nothing_is_refused_to_the_unit_itself()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        await dispensing.Know(old);
        await dispensing.Know(Sample.Paracetamol);
        var id = await Record(old, old);
        await dispensing.Know(current, 1, old);
        foreach (var code in (string[])[old, current])
        {
            Assert.Equal(200, (await dispensing.Pharmacy(code).Get(Sample.Path(id))).Status);
            Assert.Equal(201, (await dispensing.Pharmacy(code).Put(Sample.Path(Sample.NewId()), Sample.Prescription(old))).Status);
            Assert.Equal(201, (await dispensing.Pharmacy(code).Put(Sample.Path(Sample.NewId()), Sample.Prescription(current))).Status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_the_rows_have_followed_lists_and_acts_are_the_present_units(bool takenBack)
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        await dispensing.Know(Sample.Paracetamol);
        await dispensing.Know(old);
        var id = await Record(old, old, Sample.Prescription(old, Sample.Line(1, 10, 4)));
        await dispensing.Know(current, 1, old);
        if (takenBack)
        {
            await Finish();
            await dispensing.Know(current, 2);
        }
        var unit = dispensing.Pharmacy(takenBack ? old : current);
        foreach (var filter in (string[])["", $"?facility={(takenBack ? old : current)}"])
            Assert.Equal([id], Items(await unit.Get($"/dispensing/prescriptions{filter}")));
        Assert.Equal(200, (await unit.Get(Sample.Path(id))).Status);
        Assert.Equal(
            201, (await unit.Put(
                $"{Sample.Path(id)}/deliveries/{Sample.NewId()}", new { lines = (object[])[new { line = 1, quantity = 2 }] })).Status);
        if (takenBack)
            Assert.Equal(403, (await dispensing.Pharmacy(current).Get(Sample.Path(id))).Status);
        await Finish();
        Assert.Equal([id], Items(await unit.Get("/dispensing/prescriptions")));
    }

    [Fact]
    public async Task The_same_content_under_either_code_is_the_same_request()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        var id = await Record(old, old);
        await dispensing.Know(current, 1, old);
        var later = await Record(current, current);
        foreach (var finished in (bool[])[false, true])
        {
            if (finished)
                await Finish();
            foreach (var (known, code) in new[] { (id, old), (id, current), (later, old), (later, current) })
                Assert.Equal(200, (await dispensing.Pharmacy(current).Put(Sample.Path(known), Sample.Prescription(code))).Status);
        }
        var batch = string.Join('\n', ((string[])[old, current]).Select(code =>
            $$"""{"id":"{{id}}","facility":"{{code}}","prescribedOn":"2026-10-15","presentedAt":"2026-10-15T10:00:00-06:00","""
            + $$""" "lines":[{"line":1,"clave":"{{Sample.Paracetamol}}","prescribed":20,"dispensed":20}]}"""));
        var answers = (await dispensing.Pharmacy(old).PostText("/dispensing/prescriptions/batch", batch, "application/x-ndjson")).Text;
        Assert.Equal(2, answers.Split("\"repeated\"").Length - 1);
        Assert.Equal(
            (409, "dispensing.id-reused"),
            Codes(await dispensing.Pharmacy(current).Put(Sample.Path(id), Sample.Prescription(current, Sample.Line(1, 20, 19)))));
    }

    [Fact]
    public async Task Held_ones_and_duplicates_follow()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        await dispensing.Know(old);
        var held = await Record(old, old, Sample.Prescription(old).With("presentedAt", "2030-01-01T00:00:00Z"));
        Guid[] twins =
            [await Record(old, old, Sample.Prescription(old).With("folio", "F-1")),
            await Record(current, current, Sample.Prescription(current).With("folio", "F-1"))];
        await dispensing.Know(current, 1, old);
        await Finish();

        var unit = dispensing.Pharmacy(current);
        Assert.Equal(held, Assert.Single(Items(await unit.Get("/dispensing/held"))));
        Assert.Equal(
            200, (await dispensing.Pharmacy(old)
            .Post($"/dispensing/held/{held}/accept", new { presentedAt = "2026-10-15T10:00:00Z" })).Status);
        Assert.Equal(twins.Order(), Items(await unit.Get($"/dispensing/duplicates?facility={old}")).Order());

        await dispensing.Know(current, 2);
        await Finish();
        Assert.Empty(Items(await unit.Get($"/dispensing/duplicates?facility={current}")));
        foreach (var twin in twins)
            Assert.False((await dispensing.Told(twin))[^1].PossibleDuplicate);
    }

    [Fact]
    public async Task Of_two_reports_of_one_day_the_later_one_holds()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        var path = (string code) => $"/dispensing/reports/{code}/2026-10-14";
        Assert.Equal(201, (await dispensing.Pharmacy(old).Put(path(old), new { activity = true })).Status);
        dispensing.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await dispensing.Pharmacy(current).Put(path(current), new { activity = false })).Status);
        await dispensing.Know(current, 1, old);
        await Finish();

        Assert.Equal(
            (200, "\"2\""),
            ((await dispensing.Pharmacy(current).Put(path(current), new { activity = false })).Status,
            (await dispensing.Pharmacy(current).Put(path(current), new { activity = false })).ETag));
        Assert.Equal(428, (await dispensing.Pharmacy(current).Put(path(current), new { activity = true })).Status);
        Assert.Equal("\"3\"", (await dispensing.Pharmacy(old).Put(path(old), new { activity = true }, ifMatch: "\"2\"")).ETag);
        var told = (await dispensing.Host.Outgoing<DispensingDb, DailyReportMade>()).Where(x => x.Facility == old || x.Facility == current)
            .OrderBy(x => x.RecordedAt).ThenBy(x => x.Version);
        Assert.Equal([(old, 1, true), (current, 1, false), (old, 2, true)], told.Select(x => (x.Facility, x.Version, x.Activity)));
    }

    [Fact]
    public async Task A_version_that_was_told_with_a_code_that_is_taken_back_is_told_again()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        var id = await Record(old, old, Sample.Prescription(old, Sample.Line(1, 10, 4)));
        await dispensing.Know(current, 1, old);
        await Finish();
        Assert.Equal(
            201, (await dispensing.Pharmacy(current)
            .Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", new { lines = (object[])[new { line = 1, quantity = 2 }] })).Status);
        Assert.Equal(current, (await dispensing.Told(id))[^1].Facility);
        await dispensing.Know(current, 2);
        await Finish();
        Assert.Equal(old, (await dispensing.Told(id))[^1].Facility);
        Assert.Equal(403, (await dispensing.Pharmacy(current).Get(Sample.Path(id))).Status);
    }

    /// <summary>Two codes become one, then a chain of changes, some of them taken back; documents come at any moment between.</summary>
    [Fact]
    public async Task A_history_with_changes_of_codes_ends_as_one_with_the_last_codes_from_the_beginning()
    {
        for (var round = 0; round < 6; round++)
        {
            var random = new Random(round);
            string[] codes = [.. Enumerable.Range(0, 4).Select(_ => dispensing.Facility())];
            var ends = codes.ToDictionary(x => x, x => x);
            var documents = new List<(Guid Id, string Stated)>();
            var versions = codes.ToDictionary(x => x, _ => 0);
            var predecessors = new Dictionary<string, string[]>();
            for (var step = 0; step < 30; step++)
            {
                var code = codes[random.Next(4)];
                if (random.Next(6) == 0)
                    await Change(code);
                else if (random.Next(6) == 0)
                    await Finish();
                else
                    documents.Add((await Record(code, code, Sample.Prescription(code).With("folio", $"F-{random.Next(5)}")), code));
            }
            await Finish();

            var stored = (
                await dispensing.Host.Db<DispensingDb,
                List<Prescription>>(db => db.Prescriptions.AsNoTracking().Where(x => codes.Contains(x.StatedFacility)).ToListAsync()))
                .ToDictionary(x => x.Id);
            var known = codes.Where(x => versions[x] > 0).ToHashSet();
            foreach (var (id, stated) in documents)
            {
                var (row, end) = (stored[id], ends[stated]);
                Assert.Equal(end, row.Facility);
                Assert.Equal(!known.Contains(end), row.ReadUnknown().Contains(end));
                Assert.DoesNotContain(row.ReadUnknown(), x => codes.Contains(x) && x != end);
                Assert.Equal(
                    documents.Any(x => x.Id != id && ends[x.Stated] == end && stored[x.Id].Folio == row.Folio),
                    row.DuplicateSince is not null);
                var told = (await dispensing.Told(id))[^1];
                Assert.Equal((row.DuplicateSince is not null, end), (told.PossibleDuplicate, ends[told.Facility]));
                Assert.Equal(row.ReadUnknown(), told.Unknown!);
            }

            async Task Change(string code)
            {
                if (ends[code] != code) // the catalogue changes no facility whose code was taken over
                    return;
                predecessors[code] = [.. codes.Where(x => x != code && random.Next(3) == 0)];
                await dispensing.Know(code, ++versions[code], predecessors[code]);
                foreach (var x in codes)
                    ends[x] = x;
                var links = predecessors.SelectMany(x => x.Value.Select(p => new PredecessorLink
                {
                    Code = p, Facility = x.Key, Version = 1, RecordedAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                }));
                foreach (var (from, to) in CodeChains.Ends(links))
                    ends[from] = to;
            }
        }
    }

    private static Guid[] Items(Answer answer) =>
        [.. answer.Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid())];

    private async Task<Guid> Record(string token, string facility, object? record = null)
    {
        var id = Sample.NewId();
        var answer = await dispensing.Pharmacy(token).Put(Sample.Path(id), record ?? Sample.Prescription(facility));
        Assert.Equal(201, answer.Status);
        return id;
    }
}
