using System.Globalization;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>Where a page in order of presentation ended: <c>638968968000000000_0199e000-..._1</c>.</summary>
/// <param name="Line">0 in lists of whole prescriptions.</param>
internal readonly record struct InstantCursor(DateTimeOffset At, Guid Id, int Line = 0)
{
    /// <summary>Null: none was given. Refuses with <c>request.cursor</c>.</summary>
    public static Outcome<InstantCursor?> Read(string? text)
    {
        if (text is null)
            return (InstantCursor?)null;
        var parts = text.Split('_');
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(parts[1], out var id)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new InstantCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id, line)
            : Refusals.Cursor();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}_{Id}_{Line}");
}
