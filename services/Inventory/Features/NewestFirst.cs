using System.Globalization;

namespace Supply.Inventory.Features;

/// <summary>
/// The last row of a page of a list that goes by the instant of recording and the id, the newest first. Neither ever changes, and what
/// arrives meanwhile comes before: whoever pages gets each row that was there once.
/// </summary>
internal sealed record NewestFirst(DateTimeOffset At, Guid Id)
{
    public static string Cursor(DateTimeOffset at, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}|{id}");

    /// <summary>Null where there is no cursor; refuses with <c>request.after</c>.</summary>
    public static Outcome<NewestFirst?> Read(string? after) =>
        after is null ? (NewestFirst?)null
        : after.Split('|') is [var at, var id] && Guid.TryParse(id, out var last)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new NewestFirst(new DateTimeOffset(ticks, TimeSpan.Zero), last)
        : Refusals.Cursor();
}
