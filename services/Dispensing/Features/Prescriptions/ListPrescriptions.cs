using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

public static class ListPrescriptions
{
    /// <summary>A prescription in a list; its lines are in the prescription itself.</summary>
    public sealed record Item(
        Guid Id, int Version, [OneOf(typeof(PrescriptionStatus))] string Status, string Facility,
        [OneOf(typeof(PrescriptionKind))] string Kind, string? Folio, DateOnly PrescribedOn,
        DateTimeOffset PresentedAt, DateOnly LocalDate, bool Complete, bool Unverified, bool PossibleDuplicate)
    {
        public string Cursor() => string.Create(CultureInfo.InvariantCulture, $"{LocalDate:yyyy-MM-dd}_{Id}");
    }

    public static void MapListPrescriptions(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/prescriptions", Handle)
        .WithSummary("Prescriptions by local date, oldest first; from and to are local dates, both included.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? from, string? to, [OneOf(typeof(PrescriptionStatus))] string? status, string? after, int? limit,
        Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || Date(from, DateOnly.MinValue, "from").Refused(out why, out var first)
            || Date(to, DateOnly.MaxValue, "to").Refused(out why, out var last))
            return why;
        if (DateRules.Range(from is null ? null : first, to is null ? null : last) is { } range)
            return range;
        if (status is not (null or PrescriptionStatus.Recorded or PrescriptionStatus.Held or PrescriptionStatus.Voided))
            return Refusals.Status();
        if ((await Visible(db, facility, caller, ct)).Refused(out why, out var visible))
            return why;
        var rows = visible.Rows.Where(x => x.LocalDate >= first && x.LocalDate <= last && (status == null || x.Status == status));
        if (after is not null)
        {
            var parts = after.Split('_');
            if (parts.Length != 2 || !Guid.TryParse(parts[1], out var id)
                || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return Refusals.Cursor();
            rows = rows.Where(x => x.LocalDate >= date && (x.LocalDate != date || x.Id.CompareTo(id) > 0));
        }
        var page = rows.OrderBy(x => x.LocalDate).ThenBy(x => x.Id).Take(size + 1);
        return Pages.Of(await Project(page).ToListAsync(ct), size, x => x.Cursor());
    }

    internal sealed record VisibleRows(IQueryable<Prescription> Rows);

    /// <summary>The rows that the caller may see, of one facility where one is named.</summary>
    internal static async Task<Outcome<VisibleRows>> Visible(DispensingDb db, string? facility, Caller caller, CancellationToken ct)
    {
        caller = await caller.WithMovingRows(db, ct);
        var all = db.Prescriptions.AsNoTracking();
        var rows = caller.HasMovingRows
            ? all.VisibleTo(caller, x => x.State, x => x.Facility, x => x.StatedFacility)
            : all.VisibleTo(caller, x => x.State, x => x.Facility);
        if (facility is null)
            return new VisibleRows(rows);
        if (FacilityCode.Parse(facility).Refused(out var why, out var code))
            return why;
        code = await db.Resolve(code, ct);
        if (caller.MayActFor(code) is { } foreign)
            return foreign;
        return (await db.MovingCodes([code.Value], ct))[code.Value].ToList() is { Count: > 0 } moving
            ? new VisibleRows(rows.Where(x =>
                x.Facility == code.Value || x.StatedFacility == code.Value || moving.Contains(x.StatedFacility)))
            : new VisibleRows(rows.Where(x => x.Facility == code.Value));
    }

    internal static IQueryable<Item> Project(IQueryable<Prescription> rows) => rows.Select(x => new Item(
        x.Id, x.Version, x.Status, x.Facility, x.Kind, x.Folio, x.PrescribedOn, x.PresentedAt, x.LocalDate, x.Complete, x.Unknown != null,
        x.DuplicateSince != null));

    /// <summary>Refuses with <c>dispensing.date</c>.</summary>
    internal static Outcome<DateOnly> Date(string? text, DateOnly otherwise, string field) =>
        text is null ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Refusals.Date(text, field);
}
