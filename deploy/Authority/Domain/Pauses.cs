namespace Supply.Authority.Domain;

/// <summary>How long nobody is let in after wrong passwords or codes in a row. A pause that is not over lets nothing be tried.</summary>
public static class Pauses
{
    /// <summary>
    /// Failures of one name in a row after which an administrator has to unlock the account (NIST SP 800-63B, 5.2.2: no more than 100).
    /// </summary>
    public const int LockedAfter = 100;

    /// <summary>Failures that cost nothing: people mistype.</summary>
    private const int FreeOfName = 4;

    /// <summary>A hospital may have one address for all of its people.</summary>
    private const int FreeOfAddress = 50;

    /// <summary>Quiet after which what came from an address is forgotten.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private static readonly TimeSpan longestOfName = TimeSpan.FromHours(1);
    private static readonly TimeSpan longestOfAddress = TimeSpan.FromMinutes(5);

    /// <summary>1 minute after the fifth failure, then twice as long each time, to an hour.</summary>
    public static TimeSpan OfName(int failures) => Growing(failures - FreeOfName, longestOfName);

    /// <summary>1 minute after the 51st failure, then twice as long each time, to five minutes.</summary>
    public static TimeSpan OfAddress(int failures) => Growing(failures - FreeOfAddress, longestOfAddress);

    private static TimeSpan Growing(int beyond, TimeSpan longest) => beyond <= 0 ? TimeSpan.Zero
        : beyond > 10 ? longest
        : TimeSpan.FromMinutes(1 << (beyond - 1)) is var pause && pause < longest ? pause : longest;
}
