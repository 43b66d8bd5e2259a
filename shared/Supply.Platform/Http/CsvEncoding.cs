using System.Text;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>
/// In which encoding a file of an official list came: UTF-8, UTF-16 with its mark, or windows-1252, in which Excel saves.
/// </summary>
internal static class CsvEncoding
{
    /// <summary>The longest line of a list; a longer one is no text of lines.</summary>
    private const int MaxLineBytes = 4 * 1024 * 1024;

    private static readonly Encoding windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// What the request says of the file: UTF-8, windows-1252 or null. ISO-8859-1 is windows-1252, as for browsers
    /// (https://encoding.spec.whatwg.org/#names-and-labels): its other 32 characters are controls, which no list has.
    /// </summary>
    /// <exception cref="RequestRefusedException">415 <c>request.charset</c>: an unknown one, or two.</exception>
    public static Encoding? Named(HttpRequest request) => request.Charsets() switch
    {
        [] => null,
        ["utf-8" or "utf8"] => Encoding.UTF8,
        ["windows-1252" or "cp1252" or "iso-8859-1" or "iso8859-1" or "latin1"] => windows1252,
        var other => throw RequestCharset.Unknown(string.Join(", ", other), "un CSV se recibe en utf-8, windows-1252 o iso-8859-1"),
    };

    /// <summary>
    /// What the request names where the bytes can be that. Where it names nothing, bytes that are not UTF-8 are windows-1252 if no
    /// other part of the file can only be UTF-8. Refuses with <c>csv.encoding</c> a file that mixes them or is not what is named, and
    /// with <c>csv.malformed</c> one that is no text.
    /// </summary>
    public static async Task<Outcome<Encoding>> Of(Stream file, Encoding? named, CancellationToken ct)
    {
        file.Position = 0;
        var (buffer, scan) = (new byte[1 << 16], new Scan());
        for (int read, total = 0; (read = await file.ReadAsync(buffer, ct)) > 0; total += read)
        {
            if (total == 0 && read >= 2 && (buffer[0], buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
                return named is not null ? NotAsNamed(named, "el archivo está en UTF-16")
                    : buffer[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            scan.Feed(buffer.AsSpan(0, read));
        }
        return scan.Fault() ?? scan.Verdict(named);
    }

    private static Refusal NotAsNamed(Encoding named, string but) => Refusal.Invalid("csv.encoding",
        $"El Content-Type dice charset={named.WebName} y {but}. Guarde el archivo como CSV UTF-8.");

    /// <summary>What the bytes allow, seen one after the other.</summary>
    private sealed class Scan
    {
        private int line = 1, length, longest, left, firstNull, firstStray, firstUndefined, firstHole;
        private byte lowest = 0x80, highest = 0xBF; // of the next byte of a sequence
        private bool multibyte;

        public void Feed(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                if (left > 0 && !Continues(b))
                    Stray();
                if (b >= 0x80)
                    High(b);
                else if (b == 0)
                    firstNull = firstNull == 0 ? line : firstNull;
                length++;
                if (b != '\n')
                    continue;
                (longest, length, line) = (Math.Max(longest, length), 0, line + 1);
            }
        }

        public Refusal? Fault()
        {
            if (left > 0)
                Stray();
            if (firstNull > 0)
                return Refusal.Invalid("csv.malformed", $"El renglón {firstNull} trae un carácter nulo: no es texto.");
            return Math.Max(longest, length) > MaxLineBytes
                ? Refusal.Invalid("csv.malformed", "El archivo trae un renglón de más de 4 MB: no es una lista.")
                : null;
        }

        public Outcome<Encoding> Verdict(Encoding? named)
        {
            if (named == Encoding.UTF8)
                return firstStray == 0 ? Encoding.UTF8 : NotAsNamed(named, $"el renglón {firstStray} trae bytes que no son UTF-8");
            if (named is not null && firstStray == 0 && multibyte)
                return NotAsNamed(named, "el archivo está en UTF-8");
            if (named is not null && firstHole > 0)
                return NotAsNamed(named, $"el renglón {firstHole} trae un byte que no es ningún carácter de ese juego");
            if (firstStray == 0)
                return Encoding.UTF8;
            if (named is not null || (!multibyte && firstUndefined == 0))
                return windows1252;
            return Refusal.Invalid("csv.encoding",
                $"El renglón {(multibyte ? firstStray : firstUndefined)} trae bytes que no corresponden a "
                + "la codificación del resto. Guarde el archivo como CSV UTF-8.");
        }

        private bool Continues(byte b) => b >= lowest && b <= highest;

        private void Stray()
        {
            firstStray = firstStray == 0 ? line : firstStray;
            (left, lowest, highest) = (0, 0x80, 0xBF);
        }

        // RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
        private void High(byte b)
        {
            if (b is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D)
            {
                firstHole = firstHole == 0 ? line : firstHole;
                if (left == 0)
                    firstUndefined = firstUndefined == 0 ? line : firstUndefined;
            }
            if (left > 0)
            {
                (left, lowest, highest) = (left - 1, 0x80, 0xBF);
                multibyte |= left == 0;
                return;
            }
            left = b switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
            if (left == 0)
                Stray();
            lowest = b switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
            highest = b switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
        }
    }
}
