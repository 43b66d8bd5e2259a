using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Features.Citizens;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>Citizens say that prescriptions were not filled. Today is 15 October 2026.</summary>
public sealed class CitizenReportTests : IAsyncLifetime
{
    private const string Unit = "HGIMB000011";
    private const string Other = "BCIMB000011";

    private ServiceHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost.Start([new DispensingService()],
            settings: new Dictionary<string, string?> { [ReportLimit.Setting] = "1000" });
        await host.Deliver(DispensingHost.Facility(Unit, 1, "HGSSA000011"));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private TestCaller Pharmacy => host.As(Roles.Pharmacy, facility: Unit);

    private Task<Answer> Report(Guid id, string folio, string facility = Unit, string missing = "paracetamol") =>
        host.WithoutToken().Post("/public/reports", new { id, facility, folio, missing });

    private async Task<Guid> Reported(string folio)
    {
        var id = Sample.NewId();
        Assert.Equal(200, (await Report(id, folio)).Status);
        return id;
    }

    private async Task<Guid> Record(string folio, int dispensed)
    {
        var id = Sample.NewId();
        var record = Sample.Prescription(Unit, Sample.Line(1, 10, dispensed)).With("folio", folio);
        Assert.Equal(201, (await Pharmacy.Put(Sample.Path(id), record)).Status);
        return id;
    }

    private static async Task<List<CitizenReportView>> Reports(TestCaller caller, string query = "")
    {
        var answer = await caller.Get("/dispensing/citizen-reports" + query);
        Assert.True(answer.Status == 200, answer.ToString());
        return [.. answer.Read<Page<CitizenReportView>>().Items];
    }

    private async Task<SummariseCitizenReports.Response> Summary(string query) =>
        (await host.As(Roles.Dashboard).Get("/dispensing/citizen-reports/summary?" + query)).Read<SummariseCitizenReports.Response>();

    [Fact]
    public async Task The_answer_is_the_same_whether_there_is_such_a_prescription_or_not()
    {
        await Record("A-1", 10);
        List<Answer> answers = [];
        foreach (var (folio, facility) in ((string, string)[])[("A-1", Unit), ("NADA-9", Unit), ("A-1", Other), ("A-1", "ZSIMB999991")])
            answers.Add(await Report(Sample.NewId(), folio, facility));
        Assert.All(answers, x => Assert.Equal((200, ReceiveReport.Received), (x.Status, x.Read<ReceiveReport.Response>().Status)));
        Assert.Single(answers.Select(x => x.Text.Length).Distinct());
        Assert.Equal(4, answers.Select(x => x.Read<ReceiveReport.Response>().Number).Distinct().Count());
        Assert.Empty(await host.Outgoing<DispensingDb, Contracts.Dispensing.DailyReportMade>());
    }

    [Fact]
    public async Task What_is_sent_twice_is_one_report_with_one_number()
    {
        var id = Sample.NewId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Report(id, "A-2")));
        Assert.Single(answers.Select(x => (x.Status, x.Text)).Distinct());
        Assert.Equal(200, answers[0].Status);
        Assert.Single(await Reports(Pharmacy));
        var other = await Report(id, "A-3");
        Assert.Equal((409, "dispensing.id-reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Nothing_of_the_person_is_kept()
    {
        await host.WithoutToken().Post("/public/reports", new { id = Sample.NewId(), facility = "hgssa000011", folio = " a – 4 ",
            missing = "faltó paracetamol,\r\n llame al 771 123 4567 o a ana@correo.mx" });
        var report = Assert.Single(await Reports(Pharmacy));
        Assert.Equal((Unit, "faltó paracetamol, llame al [omitido] o a [omitido]"), (report.Facility, report.Missing));
        Assert.Equal(0, await host.Db<DispensingDb, int>(db => db.AuditTrail.CountAsync()));
    }

    [Theory]
    [InlineData("", "facility", "HGIMB000011", "A", "x", "dispensing.report-id")]
    [InlineData("00000000-0000-0000-0000-000000000000", "facility", "HGIMB000011", "A", "x", "request.zero-id")]
    [InlineData("01930000-0000-7000-8000-000000000001", "facility", "HGIMB", "A", "x", "facility.malformed")]
    [InlineData("01930000-0000-7000-8000-000000000001", "facility", "HGIMB000011", " ", "x", "dispensing.report-folio")]
    [InlineData("01930000-0000-7000-8000-000000000001", "facility", "HGIMB000011", "A", " ", "dispensing.report-missing")]
    [InlineData("01930000-0000-7000-8000-000000000001", "unit", "HGIMB000011", "A", "x", "request.unknown-member")]
    public async Task What_cannot_be_a_report_is_refused(
        string id, string member, string facility, string folio, string missing, string code)
    {
        var body = new Dictionary<string, string?> { ["id"] = id.Length == 0 ? null : id, [member] = facility, ["folio"] = folio,
            ["missing"] = missing };
        var answer = await host.WithoutToken().Post("/public/reports", body);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_pharmacy_sees_each_beside_its_record_and_whether_they_contradict()
    {
        var complete = await Record("B-1", 10);
        await Record("B-2", 4);
        foreach (var folio in (string[])["B-1", "B-2", "B-3"])
            await Reported(folio);
        var reports = (await Reports(Pharmacy)).ToDictionary(x => x.Folio);
        Assert.Equal((complete, true, 0L), (reports["B-1"].Record!.Prescription, reports["B-1"].Contradicts, reports["B-1"].Record!.Owed));
        Assert.Equal((false, 6L), (reports["B-2"].Contradicts, reports["B-2"].Record!.Owed));
        Assert.Equal((null, false), (reports["B-3"].Record, reports["B-3"].Contradicts));
        Assert.Equal((3L, 2L, 1L, 0L, 3L), (await Summary("period=2026-10")) is var x
            ? (x.Reports, x.WithRecord, x.Contradicting, x.EndedWithDelivery, x.Open) : default);
    }

    [Fact]
    public async Task Others_see_theirs_and_nobody_else()
    {
        await Reported("C-1");
        await Report(Sample.NewId(), "C-2", Other);
        Assert.Equal("C-1", Assert.Single(await Reports(Pharmacy)).Folio);
        Assert.Equal("C-2", Assert.Single(await Reports(host.As(Roles.State, state: "02"))).Folio);
        Assert.Equal(2, (await Reports(host.As(Roles.Central))).Count);
        Assert.Equal(2, (await Reports(host.As(Roles.Auditor))).Count);
        Assert.Equal(403, (await Pharmacy.Get("/dispensing/citizen-reports?facility=" + Other)).Status);
        Assert.Equal(401, (await host.WithoutToken().Get("/dispensing/citizen-reports")).Status);
        var page = (await host.As(Roles.Central).Get("/dispensing/citizen-reports?limit=1")).Read<Page<CitizenReportView>>();
        Assert.Equal("C-2", page.Items[0].Folio);
        Assert.Equal("C-1", Assert.Single(await Reports(host.As(Roles.Central), "?after=" + page.Next)).Folio);
        Assert.Equal((1L, 1L), ((await Summary("period=2026-10-15&level=state&code=02")).Reports,
            (await Summary("period=2026&level=facility&code=HGSSA000011")).Reports));
        Assert.Equal(422, (await host.As(Roles.Dashboard).Get("/dispensing/citizen-reports/summary?period=2026-13")).Status);
        Assert.Equal(422, (await host.As(Roles.Dashboard).Get("/dispensing/citizen-reports/summary?period=2026&level=x")).Status);
    }

    [Fact]
    public async Task The_pharmacy_answers_and_another_answer_names_what_it_replaces()
    {
        var id = await Reported("D-1");
        var url = $"/dispensing/citizen-reports/{id}/answer";
        var first = await Pharmacy.Put(url, new { answer = "explained", text = "llega el jueves" });
        var again = await Pharmacy.Put(url, new { answer = "explained", text = "llega  el jueves " });
        Assert.Equal((200, "\"2\"", first.Text), (first.Status, first.ETag, again.Text));
        Assert.Equal(428, (await Pharmacy.Put(url, new { answer = "contradicted" })).Status);
        var second = await Pharmacy.Put(url, new { answer = "contradicted" }, ifMatch: first.ETag);
        Assert.Equal(("answered", "contradicted", null), second.Read<CitizenReportView>() is var x ? (x.Status, x.Answer, x.AnswerText)
            : default);
        Assert.Empty(await Reports(Pharmacy, "?open=true"));
        Assert.Equal(1, (await Summary("period=2026-10")).Answered);
        Assert.Equal((422, "dispensing.report-answer"), Codes(await Pharmacy.Put(url, new { answer = "no" })));
        Assert.Equal((422, "dispensing.report-answer-text"), Codes(await Pharmacy.Put(url, new { answer = "explained" })));
        Assert.Equal(403, (await host.As(Roles.Pharmacy, facility: Other).Put(url, new { answer = "delivered" })).Status);
        Assert.Equal((404, "dispensing.no-such-report"), Codes(await Pharmacy.Put(
            $"/dispensing/citizen-reports/{Sample.NewId()}/answer", new { answer = "delivered" })));
        Assert.Equal(2, await host.Db<DispensingDb, int>(db => db.AuditTrail.CountAsync(y => y.Action == "citizen-report.answered")));

        static (int, string?) Codes(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task The_delivery_of_all_that_was_owed_ends_it_and_one_that_did_not_happen_opens_it_again()
    {
        var (prescription, _) = (await Record("E-1", 4), await Reported("e-1"));
        var deliveries = Sample.Path(prescription) + "/deliveries/";
        var (some, rest) = (deliveries + Sample.NewId(), deliveries + Sample.NewId());
        Assert.Equal(201, (await Pharmacy.Put(some, Delivery(2))).Status);
        Assert.Equal("received", Assert.Single(await Reports(Pharmacy)).Status);
        Assert.Equal(201, (await Pharmacy.Put(rest, Delivery(4))).Status);
        Assert.Equal(200, (await Pharmacy.Put(rest, Delivery(4))).Status);
        Assert.Equal(("delivered", false), Assert.Single(await Reports(Pharmacy)) is var x ? (x.Status, x.Contradicts) : default);
        Assert.Equal((1L, 0L), (await Summary("period=2026-10")) is var y ? (y.EndedWithDelivery, y.Open) : default);
        Assert.Equal(201, (await Pharmacy.Put(rest + "/reversal", new { reason = "otra receta" })).Status);
        Assert.Equal("received", Assert.Single(await Reports(Pharmacy)).Status);

        static object Delivery(int quantity) => new { lines = new[] { new { line = 1, quantity } } };
    }

    [Fact]
    public async Task It_follows_the_facility_to_another_code()
    {
        await Report(Sample.NewId(), "F-1", Other);
        await host.Deliver(DispensingHost.Facility("BCIMB000021", 1, Other));
        var successor = host.As(Roles.Pharmacy, facility: "BCIMB000021");
        Assert.Equal("F-1", Assert.Single(await Reports(successor)).Folio);
    }

    [Fact]
    public async Task After_two_years_it_is_forgotten()
    {
        await Reported("G-1");
        host.Clock.Advance(TimeSpan.FromDays(PruneCitizenReports.KeptDays - 1));
        await Reported("G-2");
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.Run("dispensing", "prune-citizen-reports");
        Assert.Equal("G-2", Assert.Single(await Reports(Pharmacy)).Folio);
    }

    [Fact]
    public async Task One_address_may_send_so_many_an_hour_and_pharmacies_go_on()
    {
        await using var limited = await ServiceHost.Start([new DispensingService()],
            settings: new Dictionary<string, string?> { [ReportLimit.Setting] = "3" });
        List<int> statuses = [];
        for (var i = 0; i < 5; i++)
            statuses.Add((await limited.WithoutToken().Post("/public/reports",
                new { id = Sample.NewId(), facility = Unit, folio = $"H-{i}", missing = "x" })).Status);
        Assert.Equal([200, 200, 200, 429, 429], statuses);
        Assert.Equal(200, (await limited.As(Roles.Pharmacy, facility: Unit).Get("/dispensing/citizen-reports")).Status);
    }
}
