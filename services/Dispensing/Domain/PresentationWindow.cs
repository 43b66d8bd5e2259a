namespace Supply.Dispensing.Domain;

/// <summary>
/// Moments that a pharmacy's clock can honestly give. Outside of it the clock is wrong more often than the pharmacist is late.
/// </summary>
/// <param name="MaxAgeDays">Days into the past; 400 unless configured as <c>Dispensing:MaxAgeDays</c>.</param>
public sealed record PresentationWindow(int MaxAgeDays)
{
    public const int DefaultMaxAgeDays = 400;
    private static readonly TimeSpan ahead = TimeSpan.FromHours(24);

    /// <summary>More than 24 h ahead, or older than the window: to be confirmed by a person before it counts.</summary>
    public bool Holds(DateTimeOffset presentedAt, DateTimeOffset now) =>
        IsAhead(presentedAt, now) || now - presentedAt > TimeSpan.FromDays(MaxAgeDays);

    /// <summary>
    /// The date on the paper of a held prescription that is accepted without saying it: one that came from the wrong clock, or is after
    /// the presentation, is put right with that.
    /// </summary>
    /// <param name="recorded">As it was recorded.</param>
    /// <param name="heldOn">The date of the presentation as it was recorded.</param>
    /// <param name="presentedOn">The date of the presentation as a person says it.</param>
    public static DateOnly PrescribedOn(DateOnly recorded, DateOnly heldOn, DateOnly presentedOn) =>
        recorded == heldOn || recorded > presentedOn ? presentedOn : recorded;

    public static bool IsAhead(DateTimeOffset at, DateTimeOffset now) => at - now > ahead;
}
