namespace Supply.Dispensing.Domain;

/// <summary>Why a person takes something back, in a line of 1 to 200 characters.</summary>
public static class Reasons
{
    /// <returns>Null: there is no reason in it, or it is too long or has control characters.</returns>
    public static string? Read(string? text) =>
        text?.Trim() is { } given && !given.Any(char.IsControl) && Texts.Line(given) is { Length: >= 1 and <= 200 } reason ? reason : null;

    /// <summary>A person reads the same; what was stored before texts were normalised is compared so too.</summary>
    public static bool AreSame(string? stored, string given) => stored is null || Texts.Line(stored) == given;
}
