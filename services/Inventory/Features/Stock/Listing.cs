using System.Globalization;
using Supply.Inventory.Persistence;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

/// <summary>Filters and cursor of the lists that go by facility, clave and number.</summary>
/// <param name="Facilities">The codes under which the stock of the facility that was asked for may still be; null: all facilities.</param>
internal sealed record Listing(IReadOnlyList<string>? Facilities, string? Clave, (string Facility, string Clave, long Number)? After)
{
    public static string Cursor(IPairRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Facility}|{row.Clave}|{row.Number}");

    /// <summary>Refuses a malformed facility, clave or cursor (<c>request.after</c>).</summary>
    public static async Task<Outcome<Listing>> Read(string? facility, string? clave, string? after, InventoryDb db, CancellationToken ct)
    {
        var (codes, item) = ((List<string>?)null, (string?)null);
        if (facility is not null)
        {
            if (FacilityCode.Parse(facility).Refused(out var why, out var parsed))
                return why;
            var current = (await db.Resolve(parsed, ct)).Value;
            codes = [current, .. (await db.MovingCodes([current], ct))[current].Where(x => x != current)];
        }
        if (clave is not null)
        {
            if (Kernel.Clave.Parse(clave).Refused(out var why, out var parsed))
                return why;
            item = parsed.Value;
        }
        if (after is null)
            return new Listing(codes, item, null);
        return after.Split('|') is [var f, var c, var n]
            && long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Listing(codes, item, (f, c, number))
            : Refusals.Cursor();
    }

    /// <summary>The rows that were asked for, without order and cursor.</summary>
    public IQueryable<T> Asked<T>(IQueryable<T> rows) where T : class, IPair
    {
        if (Facilities is [var facility])
            rows = rows.Where(x => x.Facility == facility);
        else if (Facilities is { } codes)
            rows = rows.Where(x => codes.Contains(x.Facility));
        return Clave is { } clave ? rows.Where(x => x.Clave == clave) : rows;
    }

    /// <summary>The rows that were asked for, in order, after the cursor.</summary>
    public IQueryable<T> Of<T>(IQueryable<T> rows) where T : class, IPairRow
    {
        rows = Asked(rows);
        if (After is var (f, c, n))
            rows = rows.Where(x =>
                string.Compare(x.Facility, f) >= 0
                && (x.Facility != f || (string.Compare(x.Clave, c) >= 0 && (x.Clave != c || x.Number > n))));
        return rows.OrderBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.Number);
    }
}
