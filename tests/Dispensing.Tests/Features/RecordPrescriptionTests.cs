using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

public sealed class RecordPrescriptionTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    [Fact]
    public async Task Records_once_however_often_it_is_put()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var record = Sample.Prescription(facility, Sample.Line(1, 20, 20), Sample.Line(2, 3, 0, Sample.Gauze));

        var first = await dispensing.Pharmacy(facility).Put(Sample.Path(id), record);
        var again = await dispensing.Pharmacy(facility).Put(Sample.Path(id), record);

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(
            ("recorded", false, true),
            (first.Json.GetProperty("status").GetString(), first.Json.GetProperty("complete").GetBoolean(),
            first.Json.GetProperty("unverified").GetBoolean()));
        Assert.Equal("""[{"line":1,"owed":0},{"line":2,"owed":3}]""", first.Json.GetProperty("lines").GetRawText());
        Assert.Single(await dispensing.Stored(facility));
        var told = Assert.Single(await dispensing.Told(id));
        Assert.Equal(
            (1, "recorded", "individual", new DateOnly(2026, 10, 15), "America/Mexico_City"),
            (told.Version, told.Status, told.Kind, told.LocalDate, told.TimeZone));
        Assert.Equal((3, 0), (told.Lines[1].Prescribed, told.Lines[1].Dispensed));
        Assert.Equal([facility, Sample.Paracetamol, Sample.Gauze], told.Unknown!);
    }

    [Fact]
    public async Task The_same_content_in_another_spelling_is_a_repetition()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var record = Sample.Prescription(facility).With("folio", "A-1");
        Assert.Equal(201, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), record)).Status);

        var respelt = record.With("facility", $" {facility.ToLowerInvariant()} ").With("presentedAt", "2026-10-15T16:00:00Z")
            .With("folio", " A-1 ").With("kind", "individual").With("patient", "  ");
        Assert.Equal(200, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), respelt)).Status);
    }

    [Fact]
    public async Task Another_content_under_a_used_id_is_refused_and_changes_nothing()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        await dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility));

        foreach (var other in (Dictionary<string, object?>[])[
            Sample.Prescription(facility, Sample.Line(1, 20, 19)), Sample.Prescription(facility).With("folio", "7"),
            Sample.Prescription(facility).With("patient", "X"),
            Sample.Prescription(facility).With("kind", "collective"),
            Sample.Prescription(facility).With("presentedAt", "2026-10-15T10:00:01-06:00")])
        {
            var answer = await dispensing.Pharmacy(facility).Put(Sample.Path(id), other);
            Assert.Equal((409, "dispensing.id-reused"), (answer.Status, answer.Code));
        }
        var neighbour = dispensing.Facility();
        Assert.Equal(409, (await dispensing.Pharmacy(neighbour).Put(Sample.Path(id), Sample.Prescription(neighbour))).Status);
        Assert.Single(await dispensing.Told(id));
    }

    [Fact]
    public async Task Two_simultaneous_first_puts_end_as_one_201_and_one_200()
    {
        var facility = dispensing.Facility();
        for (var round = 0; round < 5; round++)
        {
            var id = Sample.NewId();
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility))));
            Assert.Equal([200, 200, 200, 201], answers.Select(x => x.Status).Order());
            Assert.Single(await dispensing.Told(id));
        }
    }

    [Fact]
    public async Task A_substitute_adds_to_its_parent_and_is_no_line_of_its_own()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var answer = await dispensing.Pharmacy(facility).Put(Sample.Path(id),
            Sample.Prescription(
                facility, Sample.Line(1, 10, 4), Sample.Line(2, 0, 6, "010.000.0106.00", substituteFor: 1).With("prescribed", null)));

        Assert.True(answer.Json.GetProperty("complete").GetBoolean());
        Assert.Equal("""[{"line":1,"owed":0}]""", answer.Json.GetProperty("lines").GetRawText());
        Assert.Equal(1, Assert.Single(await dispensing.Told(id)).Lines[1].SubstituteFor);
    }

    [Theory]
    [InlineData("BC", "2026-10-16T06:30:00Z", "America/Tijuana", "2026-10-15")]   // 23:30 in Tijuana, summer time
    [InlineData("QR", "2026-10-16T04:30:00Z", "America/Cancun", "2026-10-15")]    // 23:30 in Cancún
    // half an hour later it is tomorrow there, and not yet in the capital
    [InlineData("QR", "2026-10-16T05:30:00Z", "America/Cancun", "2026-10-16")]
    [InlineData("HG", "2026-10-16T05:30:00Z", "America/Mexico_City", "2026-10-15")]
    public async Task The_local_date_is_the_one_on_the_units_wall(string prefix, string presentedAt, string zone, string date)
    {
        var (facility, id) = (dispensing.Facility(prefix), Sample.NewId());
        Assert.Equal(
            201, (await dispensing.Pharmacy(facility)
            .Put(Sample.Path(id), Sample.Prescription(facility).With("presentedAt", presentedAt))).Status);
        var told = Assert.Single(await dispensing.Told(id));
        Assert.Equal((zone, date), (told.TimeZone, told.LocalDate.ToString("O", null)));
    }

    [Fact]
    public async Task The_zone_that_the_catalogue_gives_outranks_that_of_the_state()
    {
        var (facility, id) = (dispensing.Facility("CH"), Sample.NewId());
        await dispensing.Host.Deliver(
            DispensingHost.Facility(facility) with { TimeZone = "America/Ciudad_Juarez", Municipality = "Juárez" });
        await dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility));
        Assert.Equal("America/Ciudad_Juarez", Assert.Single(await dispensing.Told(id)).TimeZone);
    }

    [Fact]
    public async Task Without_a_moment_it_is_presented_now_and_its_repetition_is_still_one()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var record = new { facility, lines = (object[])[new { line = 1, clave = Sample.Paracetamol, prescribed = 1, dispensed = 1 }] };
        var first = await dispensing.Pharmacy(facility).Put(Sample.Path(id), record);
        dispensing.Host.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal((201, 200), (first.Status, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), record)).Status));
        Assert.Equal(new DateOnly(2026, 10, 15), Assert.Single(await dispensing.Told(id)).PrescribedOn);
    }

    [Fact]
    public async Task The_same_folio_under_two_ids_is_recorded_twice_and_marked_on_both()
    {
        var (facility, first, second, third) = (dispensing.Facility(), Sample.NewId(), Sample.NewId(), Sample.NewId());
        var record = Sample.Prescription(facility).With("folio", "F-77");
        foreach (var id in (Guid[])[first, second, third])
            Assert.Equal(201, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), record)).Status);
        await dispensing.Pharmacy(facility).Put(Sample.Path(Sample.NewId()), record.With("prescribedOn", "2026-10-14"));

        Assert.Equal([false, true], (await dispensing.Told(first)).Select(x => x.PossibleDuplicate));
        Assert.Equal([true], (await dispensing.Told(second)).Select(x => x.PossibleDuplicate));
        var listed = await dispensing.Pharmacy(facility).Get($"/dispensing/duplicates?facility={facility}");
        Assert.Equal(
            ((Guid[])[first, second, third]).Order(),
            listed.Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()).Order());

        await dispensing.Pharmacy(facility).Put(Sample.Path(second) + "/void", new { reason = "capturada dos veces" });
        await dispensing.Pharmacy(facility).Put(Sample.Path(third) + "/void", new { reason = "capturada dos veces" });
        Assert.Equal([false, true, false], (await dispensing.Told(first)).Select(x => x.PossibleDuplicate));
        Assert.Empty(
            (await dispensing.Pharmacy(facility).Get($"/dispensing/duplicates?facility={facility}")).Json.GetProperty("items")
            .EnumerateArray());
    }

    [Theory]
    [InlineData("ZA 1", "za 1")]
    [InlineData("ZA 1", "ZA  1")]
    [InlineData("ZA 1", "ZA\u00A01")]
    [InlineData("ZA1", "\uFF3A\uFF211")]
    [InlineData("ZA1", "ZA\u200B1")]
    [InlineData("ZA-1", "ZA\u20131")]
    [InlineData("\u00D1-1", "N\u0303-1")]
    public async Task Folios_that_a_person_reads_as_the_same_are_duplicates(string folio, string other)
    {
        var (facility, first, second) = (dispensing.Facility(), Sample.NewId(), Sample.NewId());
        foreach (var (id, spelled) in new[] { (first, folio), (second, other) })
            Assert.Equal(201, (await dispensing.Pharmacy(facility).Put(
                Sample.Path(id), Sample.Prescription(facility).With("folio", spelled))).Status);
        Assert.Equal([false, true], (await dispensing.Told(first)).Select(x => x.PossibleDuplicate));
        Assert.Equal([true], (await dispensing.Told(second)).Select(x => x.PossibleDuplicate));
    }

    [Fact]
    public async Task Two_with_one_folio_at_the_same_moment_see_each_other()
    {
        var facility = dispensing.Facility();
        Guid[] ids = [.. Enumerable.Range(0, 4).Select(_ => Sample.NewId())];
        var answers = await Task.WhenAll(
            ids.Select(id => dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility).With("folio", "same"))));
        Assert.All(answers, x => Assert.Equal(201, x.Status));
        Assert.All(await dispensing.Stored(facility), x => Assert.NotNull(x.DuplicateSince));
    }

    [Fact]
    public async Task A_predecessors_code_is_recorded_as_the_code_of_today()
    {
        var (old, current, id) = (dispensing.Facility("HG"), dispensing.Facility("HG"), Sample.NewId());
        await dispensing.Know(current, 1, old);
        Assert.Equal(201, (await dispensing.Pharmacy(old).Put(Sample.Path(id), Sample.Prescription(old))).Status);
        Assert.Equal(current, Assert.Single(await dispensing.Told(id)).Facility);
        Assert.Equal(200, (await dispensing.Pharmacy(current).Put(Sample.Path(id), Sample.Prescription(old))).Status);
    }

    private static (int, string?) Codes(Answer answer) => (answer.Status, answer.Code);
}
