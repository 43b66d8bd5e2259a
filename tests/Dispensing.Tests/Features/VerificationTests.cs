using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Features.Verification;
using Supply.Dispensing.Persistence;

namespace Supply.Dispensing.Tests.Features;

public sealed class VerificationTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private static int claves;

    private static string NewClave() => $"010.000.{Interlocked.Increment(ref claves) + 3000:0000}.00";

    private async Task<Guid> Record(string facility, params string[] claves)
    {
        var id = Sample.NewId();
        Assert.Equal(
            201, (await dispensing.Pharmacy(facility)
            .Put(Sample.Path(id), Sample.Prescription(facility, [.. claves.Select((x, i) => Sample.Line(i + 1, 1, 1, x))]))).Status);
        return id;
    }

    [Fact]
    public async Task What_the_catalogue_learns_is_told_again_with_fewer_unknown_codes()
    {
        var (facility, one, two) = (dispensing.Facility(), NewClave(), NewClave());
        var id = await Record(facility, one, two);

        await dispensing.Know(two);
        await dispensing.Know(facility, 1);
        await dispensing.Know(one);

        var told = await dispensing.Told(id);
        Assert.Equal([3, 2, 1, 0], told.Select(x => x.Unknown!.Count));
        Assert.Equal([1, 2, 3, 4], told.Select(x => x.Version));
        Assert.Equal([one], told[2].Unknown!);
        Assert.Null(Assert.Single(await dispensing.Stored(facility)).Unknown);
        Assert.False((await dispensing.Pharmacy(facility).Get(Sample.Path(id))).Json.GetProperty("unverified").GetBoolean());
    }

    [Fact]
    public async Task What_is_known_already_is_verified_from_the_start()
    {
        var (facility, clave) = (dispensing.Facility(), NewClave());
        await dispensing.Know(facility, 1);
        await dispensing.Know(clave);
        Assert.Empty(Assert.Single(await dispensing.Told(await Record(facility, clave))).Unknown!);
    }

    [Fact]
    public async Task An_older_version_after_a_newer_one_changes_nothing()
    {
        var (facility, clave) = (dispensing.Facility(), NewClave());
        var id = await Record(facility, clave);
        await dispensing.Host.Deliver(DispensingHost.Item(clave, 2));
        await dispensing.Host.Deliver(DispensingHost.Facility(facility, 2));
        var before = await dispensing.Told(id);

        await dispensing.Host.Deliver(DispensingHost.Item(clave, 1));
        await dispensing.Host.Deliver(DispensingHost.Facility(facility, 1));

        Assert.Equal((3, 3), (before.Count, (await dispensing.Told(id)).Count));
    }

    [Fact]
    public async Task A_record_under_a_predecessors_code_moves_to_the_code_of_today()
    {
        var (old, current) = (dispensing.Facility("HG"), dispensing.Facility("MC"));
        var (folio, clave) = ("R-1", NewClave());
        await dispensing.Know(clave);
        Guid[] ids = [Sample.NewId(), Sample.NewId()];
        foreach (var (id, facility) in ids.Zip([old, current]))
            await dispensing.Pharmacy(facility)
                .Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 1, 1, clave)).With("folio", folio));

        await dispensing.Know(current, 1, old);

        var moved = (await dispensing.Told(ids[0]))[^1];
        Assert.Equal((current, "15", true), (moved.Facility, moved.State, moved.PossibleDuplicate));
        Assert.Empty(moved.Unknown!);
        Assert.Equal(new DateOnly(2026, 10, 15), moved.LocalDate);
        Assert.True((await dispensing.Told(ids[1]))[^1].PossibleDuplicate);
        Assert.Equal(2, (await dispensing.Stored(current)).Count);
    }

    [Fact]
    public async Task A_late_old_version_of_a_facility_moves_no_record_to_it()
    {
        var (old, current) = (dispensing.Facility(), dispensing.Facility());
        await dispensing.Host.Deliver(DispensingHost.Facility(current, 2));
        var id = await Record(old, NewClave());
        await dispensing.Host.Deliver(DispensingHost.Facility(current, 1, old));
        Assert.Equal(old, Assert.Single(await dispensing.Told(id)).Facility);
    }

    [Fact]
    public async Task A_held_record_is_verified_in_silence()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        await dispensing.Pharmacy(facility)
            .Put(Sample.Path(id),
            Sample.Prescription(facility, Sample.Line(1, 1, 1, NewClave())).With("presentedAt", "2030-01-01T00:00:00Z"));
        await dispensing.Know(facility, 1);
        Assert.Empty(await dispensing.Told(id));
        await dispensing.Pharmacy(facility).Post($"/dispensing/held/{id}/accept", new { presentedAt = "2026-10-15T10:00:00Z" });
        Assert.DoesNotContain(facility, Assert.Single(await dispensing.Told(id)).Unknown!);
    }

    [Fact]
    public async Task More_than_one_transactions_share_is_continued_by_a_message_to_itself()
    {
        var (facility, clave) = (dispensing.Facility(), NewClave());
        await dispensing.Know(facility, 1);
        var batch = string.Concat(Enumerable.Range(0, CodeVerification.Limit + 20).Select(_ =>
            $$"""{"id":"{{Sample.NewId()}}","facility":"{{facility}}","prescribedOn":"2026-10-15","""
            + $$""" "lines":[{"line":1,"clave":"{{clave}}","prescribed":1,"dispensed":1}]}"""
            + "\n"));
        await dispensing.Pharmacy(facility).PostText("/dispensing/prescriptions/batch", batch, "application/x-ndjson");

        await dispensing.Know(clave);
        Assert.Equal(20, (await dispensing.Stored(facility)).Count(x => x.Unknown is not null));
        var next = Assert.Single(await dispensing.Host.Outgoing<DispensingDb, VerificationContinued>(), x => x.Code == clave);
        await dispensing.Host.Deliver(next);

        Assert.All(await dispensing.Stored(facility), x => Assert.Equal((null, 2), (x.Unknown, x.Version)));
        Assert.Single(await dispensing.Host.Outgoing<DispensingDb, VerificationContinued>(), x => x.Code == clave);
    }

    [Fact]
    public async Task The_job_finds_what_crossed_with_the_catalogues_message()
    {
        var (facility, clave) = (dispensing.Facility(), NewClave());
        var id = await Record(facility, clave);
        await dispensing.Host.Db<DispensingDb, int>(async db => // the copy learned of them, and their message saw no prescription
        {
            db.Items.Add(new() { Clave = clave, Version = 1 });
            db.Facilities.Add(
                new() { Code = facility, Version = 1, Latest = true, ValidFrom = default, Name = "x", State = "13", Kind = "hospital",
                TimeZone = "America/Mexico_City" });
            return await db.SaveChangesAsync();
        });

        await dispensing.Host.Run("dispensing", "verify-prescriptions");
        await dispensing.Host.Run("dispensing", "verify-prescriptions");

        Assert.Equal([2, 1, 0], (await dispensing.Told(id)).Select(x => x.Unknown!.Count));
    }

    [Fact]
    public async Task A_handler_that_fails_once_has_its_effect_once()
    {
        var (facility, clave) = (dispensing.Facility(), NewClave());
        var id = await Record(facility, clave);
        var envelope = ServiceHost.Envelope(DispensingHost.Item(clave));
        var broken = envelope with { Body = "{}"u8.ToArray()[..1] };

        Assert.Contains(await dispensing.Host.DeliverOnce(broken), x => x.Error is not null);
        Assert.All(await dispensing.Host.DeliverOnce(envelope), x => Assert.Null(x.Error));
        Assert.All(await dispensing.Host.DeliverOnce(envelope), x => Assert.Null(x.Error));

        Assert.Equal(2, (await dispensing.Told(id)).Count);
    }
}
