using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Batch;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What recording asks the database: as much for two hundred prescriptions as for one.</summary>
public sealed class StatementTests : IAsyncLifetime
{
    private const string Facility = "HGIMB000011", Former = "HGSSA000011";

    private readonly StatementCounter counter = new();
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost.Start(
            [new DispensingService()], configure: x => x.Services.ConfigureDbContext<DispensingDb>(db => db.AddInterceptors(counter)));
        await host.Deliver(DispensingHost.Item(Sample.Paracetamol));
        await host.Deliver(DispensingHost.Facility(Facility, 1, Former));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static string Line(Guid id, int number, string facility) =>
        $$"""{"id":"{{id}}","facility":"{{facility}}","folio":"F-{{number}}","patient":"P{{number}}","prescribedOn":"2026-10-15","""
        + $$""" "presentedAt":"2026-10-15T10:00:00-06:00","lines":[{"line":1,"clave":"010.000.0104.00","prescribed":1,"dispensed":1},"""
        + """ {"line":2,"clave":"060.345.3798","prescribed":1,"dispensed":0}]}""";

    /// <summary>One group, however fast the lines of a request come.</summary>
    private Task<(IReadOnlyCollection<string> Asked, List<LineAnswer> Answers)> Commit(IEnumerable<string> lines) =>
        host.Db<DispensingDb, (IReadOnlyCollection<string>, List<LineAnswer>)>(async db =>
        {
            var token = new ClaimsIdentity([new("sub", "x"), new("role", Roles.Pharmacy), new("facility", Facility)], "test");
            var commit = new BatchCommit(
                db, host.Services.GetRequiredService<PatientKeys>(), host.Services.GetRequiredService<PresentationWindow>(),
                Caller.Of(new DefaultHttpContext { User = new ClaimsPrincipal(token) }), NullLogger.Instance);
            var answers = new List<LineAnswer>();
            var asked = await counter.Of(async () =>
                answers = await commit.Commit(lines.Select((x, i) => new NdjsonLine(i + 1, Encoding.UTF8.GetBytes(x))), default));
            return (asked, answers);
        });

    [Fact]
    public async Task A_batch_of_two_hundred_asks_no_more_than_one_of_a_single_line()
    {
        var one = await Commit([Line(Sample.NewId(), 1000, Facility)]);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => Line(Sample.NewId(), i, i % 2 == 0 ? Facility : Former))];
        var many = await Commit(lines);
        Assert.Equal(200, many.Answers.Count(x => x.Status == "recorded"));
        Assert.Equal(one.Asked.Count, many.Asked.Count);
        Assert.Equal(4, many.Asked.Count); // first answers, facilities, claves, folios
        Assert.Equal(201, await host.Db<DispensingDb, int>(db => db.Prescriptions.CountAsync(x => x.Facility == Facility)));

        var again = await Commit(lines);
        Assert.All(again.Answers, x => Assert.Equal("repeated", x.Status));
        Assert.Equal(2, again.Asked.Count); // first answers, facilities
    }

    [Fact]
    public async Task A_single_prescription_asks_one_thing_more_for_its_caller()
    {
        var asked = await counter.Of(() => host.As(Roles.Pharmacy, facility: Facility).Put(
            Sample.Path(Sample.NewId()), Sample.Prescription(Facility).With("folio", "S-1").With("patient", "x")));
        Assert.Equal(5, asked.Count);
    }
}
