using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What is no prescription is refused, and leaves nothing.</summary>
public sealed class RefusePrescriptionTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    public static TheoryData<string, object?, int, string> BadMembers => new()
    {
        { "facility", "HG-1", 422, "facility.malformed" }, { "facility", null, 422, "facility.malformed" },
        { "facility", 7, 422, "request.wrong-type" },
        { "kind", "ward", 422, "dispensing.kind" }, { "folio", new string('9', 61), 422, "dispensing.text" },
        { "folio", "a\u0000b", 422, "request.wrong-type" }, { "folio", "a\nb", 422, "dispensing.text" },
        { "service", new string('s', 201), 422, "dispensing.text" }, { "prescribedOn", "2026-02-30", 422, "request.wrong-type" },
        { "presentedAt", "2026-10-15T10:00:00", 422, "request.wrong-type" }, { "presentedAt", "2026-10-15", 422, "request.wrong-type" },
        { "presentedAt", "2026-02-30T10:00:00Z", 422, "request.wrong-type" }, { "lines", null, 422, "dispensing.no-lines" },
        { "lines", Array.Empty<object>(), 422, "dispensing.no-lines" }, { "lines", new object?[] { null }, 422, "dispensing.no-line" },
        { "lines", 3, 422, "request.wrong-type" }, { "colour", "red", 422, "request.unknown-member" },
        { "patient", 8, 422, "request.wrong-type" },
    };

    public static TheoryData<string, object?, int, string> BadLineMembers => new()
    {
        { "line", 0, 422, "dispensing.line-number" }, { "line", null, 422, "dispensing.line-number" },
        { "line", 2, 422, "dispensing.line-repeated" },
        { "clave", "010.000.104.00", 422, "clave.malformed" }, { "clave", null, 422, "clave.malformed" },
        { "clave", "000.000.0000.00", 422, "clave.placeholder" },
        { "prescribed", -1, 422, "pieces.negative" }, { "prescribed", null, 422, "pieces.missing" },
        { "prescribed", 3_000_000_000, 422, "pieces.too-many" },
        { "prescribed", 1.5, 422, "request.wrong-type" }, { "dispensed", -1, 422, "pieces.negative" },
        { "dispensed", null, 422, "pieces.missing" },
        { "dispensed", "3", 422, "request.wrong-type" }, { "reason", "lost", 422, "dispensing.reason" },
        { "substituteFor", 9, 422, "dispensing.substitute-of-nothing" },
        { "substituteFor", 1, 422, "dispensing.substitute-of-nothing" }, { "substituteFor", 0, 422, "dispensing.line-number" },
        { "lots", new object?[] { null }, 422, "lot.malformed" },
        { "lots", new object[] { new { lot = "", quantity = 1 } }, 422, "lot.malformed" },
        { "lots", new object[] { new { lot = "A", quantity = 0 } }, 422, "pieces.not-positive" },
        { "lots", new object[] { new { lot = "A", quantity = 3 }, new { lot = "B", quantity = 3 } }, 422, "dispensing.lots-exceed" },
        { "lots", new object[] { new { lot = "A", quantity = int.MaxValue }, new { lot = "B", quantity = int.MaxValue } }, 422,
            "dispensing.lots-exceed" },
    };

    [Theory]
    [MemberData(nameof(BadMembers))]
    public Task Refuses_a_bad_member_and_leaves_nothing(string member, object? value, int status, string code) =>
        Refuses(facility => Sample.Prescription(facility).With(member, value), status, code);

    [Theory]
    [MemberData(nameof(BadLineMembers))]
    public Task Refuses_a_bad_line_and_leaves_nothing(string member, object? value, int status, string code) =>
        Refuses(facility => Sample.Prescription(facility, Sample.Line(1, 5, 5).With(member, value), Sample.Line(2, 5, 5)), status, code);

    private async Task Refuses(Func<string, object> record, int status, string code)
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var answer = await dispensing.Pharmacy(facility).Put(Sample.Path(id), record(facility));

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(await dispensing.Stored(facility));
        // A refusal is not remembered: the corrected record may use the id.
        Assert.Equal(201, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility))).Status);
    }

    [Theory]
    [InlineData("{\"facility\":", "application/json", 400, "request.malformed")]
    [InlineData("{\"folio\":\"\\ud800\"}", "application/json", 422, "request.wrong-type")]
    [InlineData("null", "application/json", 422, "request.wrong-type")]
    [InlineData("[]", "application/json", 422, "request.wrong-type")]
    [InlineData("{}", "text/plain", 415, "request.media-type")]
    public async Task Refuses_what_is_no_record(string body, string type, int status, string code)
    {
        var facility = dispensing.Facility();
        var answer = await dispensing.Pharmacy(facility)
            .Send(HttpMethod.Put, Sample.Path(Sample.NewId()), Encoding.UTF8.GetBytes(body), type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Is_for_the_pharmacies_of_the_place()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var record = Sample.Prescription(facility);

        Assert.Equal(401, (await dispensing.Host.WithoutToken().Put(Sample.Path(id), record)).Status);
        Assert.Equal((403, "access.role"), Codes(await dispensing.Host.As(Roles.Dashboard).Put(Sample.Path(id), record)));
        Assert.Equal(
            (403, "access.foreign-facility"), Codes(await dispensing.Pharmacy(dispensing.Facility()).Put(Sample.Path(id), record)));
        Assert.Equal(
            (403, "access.foreign-facility"), Codes(await dispensing.Host.As(Roles.Pharmacy, state: "02").Put(Sample.Path(id), record)));
        Assert.Equal((403, "access.foreign-facility"), Codes(await dispensing.Host.As(Roles.Pharmacy).Put(Sample.Path(id), record)));
        Assert.Empty(await dispensing.Stored(facility));
        Assert.Equal(201, (await dispensing.Host.As(Roles.Pharmacy, state: "13").Put(Sample.Path(id), record)).Status);
    }

    private static (int, string?) Codes(Answer answer) => (answer.Status, answer.Code);
}
