using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Tests.Features;

/// <summary>
/// What people and devices get wrong: years, dates of a wrong clock, ids of zeros, whole files in the wrong form, deliveries that did not
/// happen.
/// </summary>
public sealed class MistakesTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private static (int, string?) Codes(Answer x) => (x.Status, x.Code);

    [Theory]
    [InlineData("2026-10-16", "2026-10-15T10:00:00-06:00", "date.prescribed-after-presentation")]
    [InlineData("2062-10-15", null, "date.prescribed-after-presentation")]
    [InlineData("0206-10-15", null, "date.prescribed-too-old")]
    [InlineData("2025-09-09", "2026-10-15T10:00:00-06:00", "date.prescribed-too-old")]
    [InlineData("2025-09-10", "2026-10-15T10:00:00-06:00", null)]
    [InlineData("2026-10-15", "2026-10-15T23:30:00-06:00", null)]
    [InlineData("2026-10-15", "2031-10-15T10:00:00-06:00", null)] // held: the clock is wrong, not the paper
    [InlineData("2062-10-15", "2031-10-15T10:00:00-06:00", "date.prescribed-after-presentation")]
    [InlineData("2016-10-15", "2016-10-15T10:00:00-06:00", null)] // held: an old paper
    public async Task The_date_on_the_paper_has_bounds(string prescribedOn, string? presentedAt, string? code)
    {
        var facility = dispensing.Facility();
        var answer = await dispensing.Pharmacy(facility)
            .Put(Sample.Path(Sample.NewId()),
            Sample.Prescription(facility).With("prescribedOn", prescribedOn).With("presentedAt", presentedAt));
        Assert.Equal((code is null ? 201 : 422, code), Codes(answer));
    }

    [Fact]
    public async Task Accepting_a_held_prescription_puts_the_date_of_the_wrong_clock_right()
    {
        var facility = dispensing.Facility();
        var pharmacy = dispensing.Pharmacy(facility);
        var (undated, later, old) = (Sample.NewId(), Sample.NewId(), Sample.NewId());
        foreach (
            var (id, on, at) in new[] {
                (undated, null, "2031-05-05T10:00:00-06:00"), (later, "2026-10-15", "2031-05-05T10:00:00-06:00"),
                (old, "2020-03-03", "2020-03-05T10:00:00-06:00") })
            Assert.Equal(
                (201, "held"),
                (await pharmacy.Put(
                    Sample.Path(id),
                    Sample.Prescription(facility).With("prescribedOn", on).With("presentedAt", at).With("folio", "F-9"))) is var x
                    ? (x.Status, x.Json.GetProperty("status").GetString()) : default);

        foreach (var id in (Guid[])[undated, later])
            Assert.Equal(
                200, (await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-14T10:00:00-06:00" })).Status);
        Assert.Equal(
            (422, "date.prescribed-too-old"),
            Codes(await pharmacy.Post($"/dispensing/held/{old}/accept", new { presentedAt = "2026-10-14T10:00:00-06:00" })));
        Assert.Equal(
            200, (await pharmacy.Post(
                $"/dispensing/held/{old}/accept", new { presentedAt = "2026-10-14T10:00:00-06:00", prescribedOn = "2026-10-13" })).Status);

        await Assert.AllAsync(new[] { undated, later }, async id =>
            Assert.Equal(new DateOnly(2026, 10, 14), (await dispensing.Told(id))[^1].PrescribedOn));
        Assert.Equal(
            (new DateOnly(2026, 10, 13), false),
            ((await dispensing.Told(old))[^1].PrescribedOn, (await dispensing.Told(old))[^1].PossibleDuplicate));
        // one folio and date now
        await Assert.AllAsync(new[] { undated, later }, async id => Assert.True((await dispensing.Told(id))[^1].PossibleDuplicate));
    }

    [Fact]
    public async Task A_held_prescription_of_an_impossible_year_is_not_accepted_as_it_is()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        await dispensing.Pharmacy(facility)
            .Put(Sample.Path(id),
            Sample.Prescription(facility).With("prescribedOn", null).With("presentedAt", "0206-10-15T10:00:00-06:00"));
        Assert.Equal(
            (422, "dispensing.presented-too-old"),
            Codes(await dispensing.Pharmacy(facility).Post($"/dispensing/held/{id}/accept", new { })));
        Assert.Empty(await dispensing.Told(id));
    }

    [Fact]
    public async Task An_id_of_zeros_is_refused_everywhere()
    {
        var facility = dispensing.Facility();
        var pharmacy = dispensing.Pharmacy(facility);
        var id = Sample.NewId();
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 5, 1)));
        var delivery = new { lines = (object[])[new { line = 1, quantity = 1 }] };
        Assert.Equal(422, (await pharmacy.Put(Sample.Path(Guid.Empty), Sample.Prescription(facility))).Status);
        Assert.Equal(422, (await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Guid.Empty}", delivery)).Status);
        Assert.Equal(422, (await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Guid.Empty}/reversal", new { reason = "x" })).Status);
        Assert.Contains(
            "refused",
            (await pharmacy.PostText("/dispensing/prescriptions/batch", Line(facility, Guid.Empty), "application/x-ndjson")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_comes_twice_is_refused_in_a_batch_too()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var twice = Line(facility, id).Replace("\"dispensed\":1", "\"dispensed\":1,\"Dispensed\":500", StringComparison.Ordinal);
        var answers = (
            await dispensing.Pharmacy(facility)
            .PostText("/dispensing/prescriptions/batch", twice + "\n" + Line(facility, Sample.NewId()), "application/x-ndjson")).Text.Trim()
            .Split('\n');
        Assert.Contains("\"status\":\"refused\"", answers[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"recorded\"", answers[1], StringComparison.Ordinal);
        Assert.Single(await dispensing.Stored(facility));
    }

    [Theory]
    [InlineData("[LINE,LINE]")]
    [InlineData("[\nLINE,\nLINE\n]")]
    [InlineData("  [ LINE ]")]
    [InlineData("{\n  \"id\": \"x\"\n}\n")]
    public async Task An_array_or_an_object_over_several_lines_gets_one_clear_refusal(string body)
    {
        var facility = dispensing.Facility();
        var answer = await dispensing.Pharmacy(facility).PostText("/dispensing/prescriptions/batch",
            body.Replace("LINE", Line(facility, Sample.NewId()), StringComparison.Ordinal), "application/x-ndjson");
        Assert.Equal((400, "dispensing.not-ndjson"), Codes(answer));
        Assert.Empty(await dispensing.Stored(facility));
    }

    [Fact]
    public async Task A_day_with_prescriptions_is_no_day_without_activity()
    {
        var facility = dispensing.Facility();
        var pharmacy = dispensing.Pharmacy(facility);
        var id = Sample.NewId();
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility));
        var path = $"/dispensing/reports/{facility}/2026-10-15";
        var refused = await pharmacy.Put(path, new { activity = false });
        Assert.Equal((409, "dispensing.activity-recorded"), Codes(refused));
        Assert.Equal(201, (await pharmacy.Put(path, new { activity = true })).Status);
        await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "captura doble" });
        Assert.Equal(200, (await pharmacy.Put(path, new { activity = false }, ifMatch: "\"1\"")).Status);
    }

    [Fact]
    public async Task A_report_of_an_impossible_year_and_a_range_that_ends_before_it_begins_are_refused()
    {
        var facility = dispensing.Facility();
        var pharmacy = dispensing.Pharmacy(facility);
        Assert.Equal(422, (await pharmacy.Put($"/dispensing/reports/{facility}/0206-11-20", new { activity = false })).Status);
        Assert.Equal(422, (await pharmacy.Put($"/dispensing/reports/{facility}/2025-09-01", new { activity = false })).Status);
        Assert.Equal((422, "request.from-after-to"), Codes(await pharmacy.Get("/dispensing/prescriptions?from=2026-10-15&to=2026-10-14")));
    }

    [Fact]
    public async Task A_delivery_that_did_not_happen_is_taken_back_and_its_pieces_are_owed_again()
    {
        var (facility, id, delivery) = (dispensing.Facility(), Sample.NewId(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 10, 4)));
        var path = $"{Sample.Path(id)}/deliveries/{delivery}";
        var body = new { lines = (object[])[new { line = 1, quantity = 5 }] };
        Assert.Equal(404, (await pharmacy.Put(path + "/reversal", new { reason = "error" })).Status);
        await pharmacy.Put(path, body);
        Assert.Equal("recorded", (await pharmacy.Get(path)).Json.GetProperty("status").GetString());

        Assert.Equal((422, "dispensing.reversal-reason"), Codes(await pharmacy.Put(path + "/reversal", new { reason = " " })));
        Assert.Equal(412, (await pharmacy.Put(path + "/reversal", new { reason = "error" }, ifMatch: "\"1\"")).Status);
        var first = await pharmacy.Put(path + "/reversal", new { reason = "se capturó en otra receta" }, ifMatch: "\"2\"");
        var again = await pharmacy.Put(path + "/reversal", new { reason = "se capturó en otra receta" });
        Assert.Equal((201, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal(
            ("reversed", 6),
            ((await pharmacy.Get(path)).Json.GetProperty("status").GetString(),
            (await pharmacy.Get(path)).Json.GetProperty("owed")[0].GetProperty("owed").GetInt32()));

        var told = await dispensing.Told(id);
        Assert.Equal([0, 1, 0], told.Select(x => x.Deliveries?.Count ?? 0));
        Assert.Equal(200, (await pharmacy.Put(path, body)).Status); // the repetition of a request never delivers again
        Assert.Equal(3, (await dispensing.Told(id)).Count);
        Assert.Equal(
            1, await dispensing.Host.Db<DispensingDb,
            int>(db => db.AuditTrail.CountAsync(x => x.Action == "delivery.reversed" && x.Document == delivery.ToString())));
        Assert.Equal(201, (await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}", body)).Status);
        Assert.Equal(1, (await pharmacy.Get(Sample.Path(id))).Json.GetProperty("reversedDeliveries").GetArrayLength());
    }

    private static string Line(string facility, Guid id) =>
        $$"""{"id":"{{id}}","facility":"{{facility}}","prescribedOn":"2026-10-15","presentedAt":"2026-10-15T10:00:00-06:00","""
        + $$""" "lines":[{"line":1,"clave":"{{Sample.Paracetamol}}","prescribed":1,"dispensed":1}]}""";
}
