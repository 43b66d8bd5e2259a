using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What happens to a prescription after it was recorded: void, held and accepted, deliveries.</summary>
public sealed class LifeCycleTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private async Task<Guid> Record(string facility, Dictionary<string, object?>? record = null)
    {
        var id = Sample.NewId();
        var answer = await dispensing.Pharmacy(facility)
            .Put(Sample.Path(id), record ?? Sample.Prescription(facility, Sample.Line(1, 10, 4)));
        Assert.Equal(201, answer.Status);
        return id;
    }

    private static (int, string?) Codes(Answer answer) => (answer.Status, answer.Code);

    [Fact]
    public async Task Voiding_is_final_told_and_audited_once()
    {
        var facility = dispensing.Facility();
        var (pharmacy, id) = (dispensing.Pharmacy(facility), await Record(facility));

        Assert.Equal(412, (await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "error" }, ifMatch: "\"9\"")).Status);
        var first = await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "error de captura" });
        var again = await pharmacy.Put(Sample.Path(id) + "/void", new { reason = " error de  captura" }, ifMatch: "\"1\"");

        Assert.Equal((200, 200, "\"2\"", first.Text), (first.Status, again.Status, first.ETag, again.Text));
        Assert.Equal(["recorded", "voided"], (await dispensing.Told(id)).Select(x => x.Status));
        Assert.Equal("error de captura", (await pharmacy.Get(Sample.Path(id))).Json.GetProperty("voidReason").GetString());
        Assert.Equal(
            1, await dispensing.Host.Db<DispensingDb,
            int>(db => db.AuditTrail.CountAsync(x => x.Action == "prescription.voided" && x.Document == id.ToString())));
        Assert.Equal(
            (409, "dispensing.voided"), Codes(await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", Delivery(1, 1))));
    }

    [Theory]
    [InlineData("{}", "dispensing.void-reason")]
    [InlineData("""{"reason":"  "}""", "dispensing.void-reason")]
    [InlineData("""{"reason":"x","by":"y"}""", "request.unknown-member")]
    public async Task Voiding_needs_a_reason(string body, string code)
    {
        var facility = dispensing.Facility();
        var id = await Record(facility);
        Assert.Equal((422, code), Codes(await dispensing.Pharmacy(facility).Put(Sample.Path(id) + "/void", body)));
        Assert.Single(await dispensing.Told(id));
    }

    [Fact]
    public async Task Nobody_changes_anothers_prescription()
    {
        var facility = dispensing.Facility();
        var (stranger, id) = (dispensing.Pharmacy(dispensing.Facility()), await Record(facility));

        Assert.Equal(403, (await stranger.Put(Sample.Path(id) + "/void", new { reason = "x" })).Status);
        Assert.Equal(403, (await stranger.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", Delivery(1, 1))).Status);
        Assert.Equal(403, (await stranger.Post($"/dispensing/held/{id}/accept", new { })).Status);
        Assert.Equal(404, (await stranger.Put(Sample.Path(Sample.NewId()) + "/void", new { reason = "x" })).Status);
        Assert.Single(await dispensing.Told(id));
    }

    private static object Delivery(int line, long quantity, string? at = "2026-10-15T12:00:00-06:00") =>
        new { deliveredAt = at, lines = (object[])[new { line, quantity, lots = (object[])[new { lot = "l1", quantity = 1 }] }] };

    [Fact]
    public async Task A_delivery_reduces_what_is_owed_once_however_often_it_is_put()
    {
        var facility = dispensing.Facility();
        var (pharmacy, id, delivery) = (dispensing.Pharmacy(facility), await Record(facility), Sample.NewId());
        var path = $"{Sample.Path(id)}/deliveries/{delivery}";

        var first = await pharmacy.Put(path, Delivery(1, 4));
        var again = await pharmacy.Put(path, Delivery(1, 4));

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("""[{"line":1,"owed":2}]""", first.Json.GetProperty("lines").GetRawText());
        Assert.Equal((409, "dispensing.id-reused"), Codes(await pharmacy.Put(path, Delivery(1, 3))));
        Assert.Equal(
            (409, "dispensing.id-reused"),
            Codes(await pharmacy.Put($"{Sample.Path(await Record(facility))}/deliveries/{delivery}", Delivery(1, 4))));
        var told = (await dispensing.Told(id))[^1];
        Assert.Equal((2, "L1", 4), (told.Version, told.Deliveries![0].Lines[0].Lots![0].Lot, told.Deliveries[0].Lines[0].Quantity));
        Assert.Equal(new DateOnly(2026, 10, 15), told.LocalDate);
        Assert.False((await pharmacy.Get(Sample.Path(id))).Json.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData(1, 7, null, "dispensing.more-than-owed")]
    [InlineData(2, 1, null, "dispensing.delivery-line")]
    [InlineData(0, 1, null, "dispensing.line-number")]
    [InlineData(1, 0, null, "pieces.not-positive")]
    [InlineData(1, 3_000_000_000, null, "pieces.too-many")]
    [InlineData(1, 1, "2026-10-14T10:00:00-06:00", "dispensing.delivered-at")]
    [InlineData(1, 1, "2026-10-18T10:00:00-06:00", "dispensing.delivered-at")]
    [InlineData(1, 1, "2026-10-15T10:00:00", "request.wrong-type")]
    public async Task Refuses_a_delivery_that_means_nothing(int line, long quantity, string? at, string code)
    {
        var facility = dispensing.Facility();
        var id = await Record(facility);
        Assert.Equal(
            (422, code),
            Codes(await dispensing.Pharmacy(facility).Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", Delivery(line, quantity, at))));
        Assert.Single(await dispensing.Told(id));
    }

    [Theory]
    [InlineData("""{"lines":[]}""", "dispensing.no-lines")]
    [InlineData("""{"lines":[null]}""", "dispensing.no-line")]
    [InlineData("""{"lines":[{"line":1,"quantity":2},{"line":1,"quantity":2}]}""", "dispensing.line-repeated")]
    [InlineData("""{"lines":[{"line":1,"quantity":2,"lots":[{"lot":"A","quantity":3}]}]}""", "dispensing.lots-exceed")]
    public async Task Refuses_a_delivery_of_bad_lines(string body, string code)
    {
        var facility = dispensing.Facility();
        var id = await Record(facility);
        Assert.Equal((422, code), Codes(await dispensing.Pharmacy(facility).Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", body)));
    }

    [Fact]
    public async Task Deliveries_at_the_same_moment_never_hand_over_more_than_is_owed()
    {
        var facility = dispensing.Facility();
        var id = await Record(facility);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5)
            .Select(_ => dispensing.Pharmacy(facility).Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", Delivery(1, 2))));

        Assert.Equal([201, 201, 201, 422, 422], answers.Select(x => x.Status).Order());
        var told = await dispensing.Told(id);
        Assert.Equal([1, 2, 3, 4], told.Select(x => x.Version));
        Assert.Equal(6, told[^1].Deliveries!.Sum(x => x.Lines[0].Quantity));
    }

    [Theory]
    [InlineData("2026-10-17T10:00:00-06:00")]
    [InlineData("2025-01-01T10:00:00-06:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public async Task A_moment_beyond_belief_is_held_and_told_to_nobody_until_a_person_accepts(string presentedAt)
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var (pharmacy, record) = (dispensing.Pharmacy(facility), Sample.Prescription(facility).With("presentedAt", presentedAt));
        var first = await pharmacy.Put(Sample.Path(id), record);

        Assert.Equal((201, "held"), (first.Status, first.Json.GetProperty("status").GetString()));
        Assert.Empty(await dispensing.Told(id));
        Assert.Equal(
            id, Assert.Single((await pharmacy.Get($"/dispensing/held?facility={facility}")).Json.GetProperty("items").EnumerateArray())
            .GetProperty("id").GetGuid());
        Assert.Equal((409, "dispensing.held"), Codes(await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", Delivery(1, 1))));

        Assert.Equal(
            (422, "dispensing.presented-ahead"),
            Codes(await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-17T10:00:00-06:00" })));
        var accepted = await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-14T23:30:00-06:00" });
        var again = await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-14T23:30:00-06:00" });

        Assert.Equal(
            (200, 200, "recorded", accepted.Text),
            (accepted.Status, again.Status, accepted.Json.GetProperty("status").GetString(), again.Text));
        var told = Assert.Single(await dispensing.Told(id));
        Assert.Equal((2, new DateOnly(2026, 10, 14)), (told.Version, told.LocalDate));
        Assert.Equal(
            1, await dispensing.Host.Db<DispensingDb,
            int>(db => db.AuditTrail.CountAsync(x => x.Action == "prescription.accepted" && x.Document == id.ToString())));
        Assert.Empty((await pharmacy.Get("/dispensing/held")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(
            (200, first.Text), ((await pharmacy.Put(Sample.Path(id), record)).Status, (await pharmacy.Put(Sample.Path(id), record)).Text));
    }

    [Fact]
    public async Task A_held_one_that_is_voided_is_never_told_and_never_accepted()
    {
        var facility = dispensing.Facility();
        var id = await Record(facility, Sample.Prescription(facility).With("presentedAt", "2020-01-01T00:00:00Z"));
        Assert.Equal(200, (await dispensing.Pharmacy(facility).Put(Sample.Path(id) + "/void", new { reason = "reloj" })).Status);
        Assert.Equal(
            (409, "dispensing.voided"),
            Codes(await dispensing.Host.As(Roles.State, state: "13").Post($"/dispensing/held/{id}/accept", new { })));
        await dispensing.Know(facility);
        Assert.Empty(await dispensing.Told(id));
    }

    [Fact]
    public async Task A_daily_report_is_replaced_only_by_who_has_seen_it()
    {
        var facility = dispensing.Facility();
        var (pharmacy, path) = (dispensing.Pharmacy(facility), $"/dispensing/reports/{facility}/2026-10-14");

        var first = await pharmacy.Put(path, new { activity = false });
        Assert.Equal((201, 200), (first.Status, (await pharmacy.Put(path, new { activity = false })).Status));
        Assert.Equal(428, (await pharmacy.Put(path, new { activity = true })).Status);
        Assert.Equal(412, (await pharmacy.Put(path, new { activity = true }, ifMatch: "\"5\"")).Status);
        Assert.Equal("\"2\"", (await pharmacy.Put(path, new { activity = true }, ifMatch: first.ETag)).ETag);

        var told = (await dispensing.Host.Outgoing<DispensingDb, DailyReportMade>()).Where(x => x.Facility == facility)
            .OrderBy(x => x.Version).ToList();
        Assert.Equal([(1, false), (2, true)], told.Select(x => (x.Version, x.Activity)));
        Assert.All(told, x => Assert.Equal((new DateOnly(2026, 10, 14), "13"), (x.LocalDate, x.State)));
    }

    [Theory]
    [InlineData("2026-10-16", """{"activity":false}""", 422, "dispensing.future-report")]
    [InlineData("2026-02-30", """{"activity":false}""", 422, "dispensing.date")]
    [InlineData("2026-10-14", "{}", 422, "dispensing.activity")]
    [InlineData("2026-10-14", """{"activity":"no"}""", 422, "request.wrong-type")]
    public async Task Refuses_a_report_that_means_nothing(string date, string body, int status, string code)
    {
        var facility = dispensing.Facility();
        Assert.Equal((status, code), Codes(await dispensing.Pharmacy(facility).Put($"/dispensing/reports/{facility}/{date}", body)));
        Assert.Equal(
            403, (await dispensing.Pharmacy(dispensing.Facility())
            .Put($"/dispensing/reports/{facility}/2026-10-14", new { activity = false })).Status);
    }
}
