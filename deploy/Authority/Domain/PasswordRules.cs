using System.Text;

namespace Supply.Authority.Domain;

/// <summary>
/// What a new password has to be: long, and none of those that are tried first (NIST SP 800-63B, 5.1.1.2). No rule about kinds of
/// characters, no change by the calendar.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>Longer ones would only cost time to hash.</summary>
    public const int Longest = 128;

    private static readonly HashSet<string> common = ReadCommon();

    // Of the system itself, which strangers try first; folded as below.
    private static readonly string[] ofThisSystem =
        ["imssbienestar", "imss", "bienestar", "abasto", "farmacia", "almacen", "hospital", "medicamento", "medicamentos", "contrasena", "mexico"];

    /// <summary>The spelling in which it is hashed: what two keyboards send for the same letters is one password.</summary>
    public static string Normalise(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <summary>Null, or why it is refused.</summary>
    public static Refusal? Fault(string password, string userName, string name)
    {
        if (password.EnumerateRunes().Count() < Shortest)
            return Refusal.Invalid("password.short", $"La contraseña debe tener al menos {Shortest} caracteres.", "password");
        if (password.Length > Longest)
            return Refusal.Invalid("password.long", $"La contraseña puede tener hasta {Longest} caracteres.", "password");
        var folded = Fold(password);
        if (folded.Distinct().Count() < 5 || IsSequence(folded))
            return Refusal.Invalid("password.simple", "La contraseña repite los mismos caracteres o sigue el teclado; escriba otra.", "password");
        if (IsCommon(folded, [.. ofThisSystem, .. Parts(userName), .. Parts(name)]))
            return Refusal.Invalid("password.common",
                "Esa contraseña es de las que se prueban primero. Use varias palabras que no tengan relación entre sí.", "password");
        return null;
    }

    // In the list as it is, or nothing is left of it without words of the list or the account and what people add to them.
    private static bool IsCommon(string folded, string[] ofTheAccount)
    {
        if (common.Contains(folded))
            return true;
        var letters = string.Concat(folded.Where(char.IsLetter));
        foreach (var word in ofTheAccount.OrderByDescending(x => x.Length))
            letters = letters.Replace(word, "", StringComparison.Ordinal);
        return letters.Length <= 3 || common.Contains(letters) || IsRepeated(letters);
    }

    // What is left may be one common word twice: contrasenacontrasena, holahola.
    private static bool IsRepeated(string letters)
    {
        for (var length = 1; length <= letters.Length / 2; length++)
            if (letters.Length % length == 0
                && string.Concat(Enumerable.Repeat(letters[..length], letters.Length / length)) == letters)
                return true;
        return false;
    }

    private static bool IsSequence(string text)
    {
        const string Keyboard = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiopasdfghjklzxcvbnm 09876543210 zyxwvutsrqponmlkjihgfedcba";
        var follows = 0;
        for (var i = 1; i < text.Length; i++)
            if (Keyboard.Contains(text[(i - 1)..(i + 1)], StringComparison.Ordinal))
                follows++;
        return follows >= text.Length - 2;
    }

    private static IEnumerable<string> Parts(string text) =>
        Fold(text).Split([' ', '.', '-', '_', '@'], StringSplitOptions.RemoveEmptyEntries).Where(x => x.Length >= 3);

    // Lower case without accents, and the digits and signs that people put in place of letters.
    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
            if (char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c) switch { '@' => 'a', '$' => 's', var other => other });
        return folded.ToString();
    }

    private static HashSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
