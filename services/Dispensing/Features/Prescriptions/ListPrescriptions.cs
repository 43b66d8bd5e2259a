using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

public static class ListPrescriptions
{
    /// <summary>A prescription in a list; its lines are in the prescription itself.</summary>
    /// <param name="LocalDate">The date of <paramref name="PresentedAt"/> in <paramref name="TimeZone"/>.</param>
    /// <param name="Lines">Lines of their own; substitutes are none.</param>
    /// <param name="Prescribed">Pieces of all lines.</param>
    /// <param name="Dispensed">Pieces given at presentation, substitutes included.</param>
    /// <param name="Delivered">Pieces handed over later.</param>
    /// <param name="Owed">Pieces that the patient may still come for; none of a held or voided one.</param>
    public sealed record Item(
        Guid Id, int Version, [OneOf(typeof(PrescriptionStatus))] string Status, string Facility,
        [OneOf(typeof(PrescriptionKind))] string Kind, string? Folio, DateOnly PrescribedOn,
        DateTimeOffset PresentedAt, DateOnly LocalDate, bool Complete, bool Unverified, bool PossibleDuplicate,
        string TimeZone, int Lines, long Prescribed, long Dispensed, long Delivered, long Owed)
    {
        public static Item Of(Prescription x)
        {
            var (lines, deliveries) = (x.ReadLines(), x.ReadDeliveries());
            return new(
                x.Id, x.Version, x.Status, x.Facility, x.Kind, x.Folio, x.PrescribedOn, x.PresentedAt, x.LocalDate, x.Complete,
                x.Unknown is not null, x.DuplicateSince is not null, x.TimeZone, lines.Count(line => line.SubstituteFor is null),
                lines.Sum(line => (long)line.Prescribed), lines.Sum(line => (long)line.Dispensed),
                deliveries.SelectMany(delivery => delivery.Lines).Sum(line => (long)line.Quantity),
                x.Status == PrescriptionStatus.Recorded ? Filling.Owed(lines, deliveries).Sum(line => (long)line.Owed) : 0);
        }
    }

    /// <summary>
    /// Claves are inside the stored lines: a page by clave is looked for among so many prescriptions and no more, and may end short.
    /// </summary>
    private const int MostRead = 5000, AtOnce = 500;

    public static void MapListPrescriptions(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/prescriptions", Handle)
        .WithSummary(
            "Prescriptions, newest first. date is a day of the facility's calendar, from and to its first and last, both included; "
            + "folio as a person reads it; owed=true leaves those that owe pieces; clave those with a line of it, substitutes included: "
            + "such a page may be short, or empty, and there is more as long as it has a next.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? date, string? from, string? to, [OneOf(typeof(PrescriptionStatus))] string? status, string? folio,
        string? clave, bool? owed, string? after, int? limit, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || Days(date, from, to).Refused(out why, out var days)
            || InstantCursor.Read(after).Refused(out why, out var cursor))
            return why;
        if (status is not (null or PrescriptionStatus.Recorded or PrescriptionStatus.Held or PrescriptionStatus.Voided))
            return Refusals.Status();
        Clave? wanted = null;
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            wanted = parsed;
        }
        if ((await VisibleRows<Prescription>.Of(db, facility, caller, ct)).Refused(out why, out var visible))
            return why;
        var rows = days.Of(visible.Rows);
        rows = status switch // each with the text of its index
        {
            PrescriptionStatus.Held => rows.Where(x => x.Status == PrescriptionStatus.Held),
            PrescriptionStatus.Voided => rows.Where(x => x.Status == PrescriptionStatus.Voided),
            PrescriptionStatus.Recorded => rows.Where(x => x.Status == PrescriptionStatus.Recorded),
            _ => rows,
        };
        if (folio is not null)
        {
            if (Codes.Normalise(folio) is not { Length: >= 1 and <= 60 } written)
                return Refusals.Text(60, "folio");
            rows = rows.Where(x => x.Folio == written);
        }
        if (owed == true)
            rows = rows.Where(x => x.Owed > 0);
        return wanted is null
            ? Pages.Of(await Next(rows, cursor, size + 1).Select(x => Item.Of(x)).ToListAsync(ct), size, Cursor)
            : await WithClave(rows, wanted.Value.Value, cursor, size, ct);
    }

    private static string Cursor(Item x) => new InstantCursor(x.PresentedAt, x.Id).ToString();

    private static IQueryable<Prescription> Next(IQueryable<Prescription> rows, InstantCursor? after, int count)
    {
        if (after is (var at, var id, _))
            rows = rows.Where(x => x.PresentedAt <= at && (x.PresentedAt != at || x.Id.CompareTo(id) < 0));
        return rows.OrderByDescending(x => x.PresentedAt).ThenByDescending(x => x.Id).Take(count);
    }

    private static async Task<Page<Item>> WithClave(
        IQueryable<Prescription> rows, string clave, InstantCursor? after, int size, CancellationToken ct)
    {
        var found = new List<Item>();
        for (var read = 0; read < MostRead; read += AtOnce)
        {
            var some = await Next(rows, after, AtOnce).ToListAsync(ct);
            found.AddRange(some.Where(x => x.ReadLines().Any(line => line.Clave == clave)).Select(Item.Of));
            if (found.Count > size || some.Count < AtOnce)
                return Pages.Of(found, size, Cursor);
            after = new InstantCursor(some[^1].PresentedAt, some[^1].Id);
        }
        return new Page<Item>(found, after.ToString());
    }

    /// <summary>The first and last local date that are asked for.</summary>
    private sealed record Dates(DateOnly? First, DateOnly? Last)
    {
        // No clock is further from Greenwich: what is in the index bounds what is read, and the local date decides.
        private static readonly TimeSpan furthest = TimeSpan.FromHours(14);

        public IQueryable<Prescription> Of(IQueryable<Prescription> rows)
        {
            if (First is { } first)
            {
                var from = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero) - furthest;
                rows = rows.Where(x => x.PresentedAt >= from && x.LocalDate >= first);
            }
            if (Last is { } last)
            {
                var before = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) + furthest;
                rows = rows.Where(x => x.PresentedAt < before && x.LocalDate <= last);
            }
            return rows;
        }
    }

    private static Outcome<Dates> Days(string? date, string? from, string? to)
    {
        if (date is not null && (from ?? to) is not null)
            return Refusals.DateAndSpan();
        if (Date(date ?? from, DateOnly.MinValue, date is null ? "from" : "date").Refused(out var why, out var first)
            || Date(date ?? to, DateOnly.MaxValue, date is null ? "to" : "date").Refused(out why, out var last))
            return why;
        var dates = new Dates((date ?? from) is null ? null : first, (date ?? to) is null ? null : last);
        return date is null ? DateRules.Range(dates.First, dates.Last) is { } range ? range : dates
            : DateRules.Queried(first, "date") is { } year ? year : dates;
    }

    /// <summary>Refuses with <c>dispensing.date</c>.</summary>
    internal static Outcome<DateOnly> Date(string? text, DateOnly otherwise, string field) =>
        text is null ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Refusals.Date(text, field);
}
