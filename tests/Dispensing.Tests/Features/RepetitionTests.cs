using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>The same request again has the same answer; another one for the same thing is refused, and nothing changes.</summary>
public sealed class RepetitionTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private const string AlreadyAccepted = "dispensing.already-accepted";

    private static (int, string?) Codes(Answer x) => (x.Status, x.Code);

    [Theory]
    // Held for its moment, 5 May 2031; the date on the paper is that of the wrong clock.
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""", """{"presentedAt":"2026-10-14T10:00:00-06:00"}""", null)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""",
        """{"presentedAt":"2026-10-14T16:00:00.0000001Z","prescribedOn":null}""", null)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""",
        """{"presentedAt":"2026-10-14T10:00:00-06:00","prescribedOn":"2026-10-14"}""", null)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00","prescribedOn":"2026-10-13"}""",
        """{"prescribedOn":"2026-10-13","presentedAt":"2026-10-14T10:00:00-06:00"}""", null)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""", """{"presentedAt":"2026-10-13T10:00:00-06:00"}""", AlreadyAccepted)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""", """{"presentedAt":"2026-10-14T10:00:01-06:00"}""", AlreadyAccepted)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""", "{}", AlreadyAccepted)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""",
        """{"presentedAt":"2026-10-14T10:00:00-06:00","prescribedOn":"2026-10-13"}""", AlreadyAccepted)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00","prescribedOn":"2026-10-13"}""",
        """{"presentedAt":"2026-10-14T10:00:00-06:00"}""", AlreadyAccepted)]
    [InlineData("""{"presentedAt":"2026-10-14T10:00:00-06:00"}""", """{"presentedAt":"0001-01-01T00:00:00Z"}""", AlreadyAccepted)]
    public async Task A_held_prescription_is_accepted_with_one_date(string first, string again, string? code)
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id),
            Sample.Prescription(facility).With("presentedAt", "2031-05-05T10:00:00-06:00").With("prescribedOn", null));

        var accepted = await pharmacy.Post($"/dispensing/held/{id}/accept", first);
        var repeated = await pharmacy.Post($"/dispensing/held/{id}/accept", again);
        Assert.Equal(200, accepted.Status);
        Assert.Equal((code is null ? 200 : 409, code), Codes(repeated));
        if (code is null)
            Assert.Equal(accepted.Text, repeated.Text);
        Assert.Single(await dispensing.Told(id));
        Assert.Equal(accepted.Text, (await pharmacy.Post($"/dispensing/held/{id}/accept", first)).Text);
    }

    [Fact]
    public async Task One_that_was_held_is_accepted_as_it_says_once_written_out_or_not()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id),
            Sample.Prescription(facility).With("presentedAt", "2020-03-05T10:00:00-06:00").With("prescribedOn", "2020-03-03"));
        Assert.Equal(200, (await pharmacy.Post($"/dispensing/held/{id}/accept", new { })).Status);
        foreach (var same in (object[])[new { }, new { presentedAt = "2020-03-05T16:00:00Z" },
            new { presentedAt = "2020-03-05T10:00:00-06:00", prescribedOn = "2020-03-03" }, new { prescribedOn = "2020-03-03" }])
            Assert.Equal(200, (await pharmacy.Post($"/dispensing/held/{id}/accept", same)).Status);
        Assert.Equal((409, AlreadyAccepted),
            Codes(await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2020-03-06T10:00:00-06:00" })));
        Assert.Single(await dispensing.Told(id));
    }

    [Fact]
    public async Task One_that_was_never_held_has_no_other_date()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility));
        Assert.Equal(200, (await pharmacy.Post($"/dispensing/held/{id}/accept", new { })).Status);
        Assert.Equal(200, (await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-15T10:00:00-06:00" })).Status);
        Assert.Equal((409, AlreadyAccepted),
            Codes(await pharmacy.Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-14T10:00:00-06:00" })));
        Assert.Single(await dispensing.Told(id));
    }

    [Fact]
    public async Task A_delivery_is_reversed_for_one_reason()
    {
        var (facility, id, delivery) = (dispensing.Facility(), Sample.NewId(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 10, 4)));
        await pharmacy.Put($"{Sample.Path(id)}/deliveries/{delivery}", new { lines = new[] { new { line = 1, quantity = 6 } } });

        var path = $"{Sample.Path(id)}/deliveries/{delivery}/reversal";
        var first = await pharmacy.Put(path, new { reason = "Se entregó a otra persona" });
        Assert.Equal((201, "reversed", "\"3\""), (first.Status, first.Json.GetProperty("status").GetString(), first.ETag));
        foreach (var same in (string[])["Se entregó a otra persona", "  Se entrego\u0301\u00A0a  otra\u200B persona "])
            Assert.Equal((200, first.Text), await pharmacy.Put(path, new { reason = same }) is var x ? (x.Status, x.Text) : default);
        foreach (var other in (string[])["otra cosa", "Se entregó a otra Persona", "0"])
            Assert.Equal((409, "dispensing.already-reversed"), Codes(await pharmacy.Put(path, new { reason = other })));
        foreach (var none in (string?[])[null, "", " \u00A0", "\u200B\uFEFF", "a\nb", new('x', 201)])
            Assert.Equal((422, "dispensing.reversal-reason"), Codes(await pharmacy.Put(path, new { reason = none })));
        Assert.Equal(3, (await dispensing.Told(id)).Count);
        Assert.Equal(1, await dispensing.Host.Db<DispensingDb, int>(db =>
            db.AuditTrail.CountAsync(x => x.Action == "delivery.reversed" && x.Document == delivery.ToString())));
        Assert.Equal(422, (await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Guid.Empty}/reversal", new { reason = "x" })).Status);
        Assert.Equal(404, (await pharmacy.Put($"{Sample.Path(id)}/deliveries/{Sample.NewId()}/reversal", new { reason = "x" })).Status);
    }

    [Fact]
    public async Task Two_reversals_at_once_end_as_one_created_and_one_repeated()
    {
        var (facility, id, delivery) = (dispensing.Facility(), Sample.NewId(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 10, 4)));
        await pharmacy.Put($"{Sample.Path(id)}/deliveries/{delivery}", new { lines = new[] { new { line = 1, quantity = 6 } } });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            pharmacy.Put($"{Sample.Path(id)}/deliveries/{delivery}/reversal", new { reason = "error" })));
        Assert.Equal([200, 200, 200, 201], answers.Select(x => x.Status).Order());
    }

    [Fact]
    public async Task A_prescription_is_voided_for_one_reason()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var pharmacy = dispensing.Pharmacy(facility);
        await pharmacy.Put(Sample.Path(id), Sample.Prescription(facility));
        var first = await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "error de captura" });
        var again = await pharmacy.Put(Sample.Path(id) + "/void", new { reason = " error  de captura" }, ifMatch: "\"1\"");
        Assert.Equal((200, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal((409, "dispensing.already-voided"), Codes(await pharmacy.Put(Sample.Path(id) + "/void", new { reason = "otra" })));
        Assert.Equal(2, (await dispensing.Told(id)).Count);
    }
}
