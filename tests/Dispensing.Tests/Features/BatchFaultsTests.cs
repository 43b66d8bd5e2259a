using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What stops a batch, and what does not.</summary>
public sealed class BatchFaultsTests
{
    private const string Path = "/dispensing/prescriptions/batch";
    private const string Ndjson = "application/x-ndjson";

    private static string Line(string facility, Guid id, int dispensed = 1, string extra = "") =>
        $$"""{"id":"{{id}}","facility":"{{facility}}","prescribedOn":"2026-10-15","presentedAt":"2026-10-15T10:00:00-06:00","""
        + $$""" "lines":[{"line":1,"clave":"010.000.0104.00","prescribed":1,"dispensed":{{dispensed}}}]{{extra}}}""";

    private sealed record Told(Guid? Id, int Line, string Status, string? Code, string? Detail);

    private static List<Told> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => MessageJson.Read<Told>(Encoding.UTF8.GetBytes(x)))];

    [Fact]
    public async Task A_fault_of_the_machine_ends_the_answers_after_the_last_committed_line()
    {
        var disk = new Disk { Saves = 3 };
        await using var host = await ServiceHost.Start(
            [new DispensingService()], configure: x => x.Services.ConfigureDbContext<DispensingDb>(db => db.AddInterceptors(disk)));
        const string facility = "HGIMB000011";
        var pharmacy = host.As(Roles.Pharmacy, facility: facility);
        string[] lines = [.. Enumerable.Range(0, 2000).Select(_ => Line(facility, Sample.NewId()))];
        var path = $"/dispensing/prescriptions?facility={facility}&limit=1000";

        var told = Read((await pharmacy.PostText(Path, string.Join('\n', lines), Ndjson)).Text);
        Assert.InRange(told.Count, 1, 3 * 200);
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(x => x.Line));
        Assert.Equal(told.Count, (await pharmacy.Get(path)).Json.GetProperty("items").GetArrayLength());
        var nothing = await pharmacy.PostText(Path, lines[^1], Ndjson);
        Assert.Equal((503, "service.busy"), (nothing.Status, nothing.Code));

        disk.Saves = int.MaxValue;
        var rest = Read((await pharmacy.PostText(Path, string.Join('\n', lines[told.Count..]), Ndjson)).Text);
        Assert.Equal(lines.Length - told.Count, rest.Count(x => x.Status == "recorded"));
    }

    [Fact]
    public async Task A_line_that_cannot_be_stored_spoils_no_other()
    {
        var disk = new Disk { Poison = "veneno" };
        await using var host = await ServiceHost.Start(
            [new DispensingService()], configure: x => x.Services.ConfigureDbContext<DispensingDb>(db => db.AddInterceptors(disk)));
        const string facility = "HGIMB000011";
        string[] lines =
            [.. Enumerable.Range(0, 5).Select(i => Line(facility, Sample.NewId(), 1, i == 2 ? ",\"service\":\"veneno\"" : ""))];
        var told = Read((await host.As(Roles.Pharmacy, facility: facility).PostText(Path, string.Join('\n', lines), Ndjson)).Text);
        Assert.Equal(["recorded", "recorded", "service.failed", "recorded", "recorded"], told.Select(x => x.Code ?? x.Status));
    }

    /// <summary>Fails when its saves are used up, or on a row that it cannot take.</summary>
    private sealed class Disk : SaveChangesInterceptor
    {
        public int Saves { get; set; } = int.MaxValue;
        public string? Poison { get; init; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Poison is not null && eventData.Context!.ChangeTracker.Entries<Prescription>().Any(x => x.Entity.Service == Poison))
                throw new InvalidOperationException("cannot be stored");
            return --Saves >= 0 ? new(result) : throw new IOException("no space left on device");
        }
    }
}
