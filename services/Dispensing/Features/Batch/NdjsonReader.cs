using System.Text;

namespace Supply.Dispensing.Features.Batch;

/// <summary>
/// Cuts a body of any length into groups of lines, holding one group and one chunk in memory. A last line without its
/// newline counts; blank lines do not.
/// </summary>
public sealed class NdjsonReader(Stream body, TimeProvider clock)
{
    public const int MaxLineBytes = 256 * 1024;
    private const int MaxGroupBytes = 1024 * 1024;

    // A client that waits for each answer is not kept waiting; one that sends without pause fills its groups.
    private static readonly TimeSpan moment = TimeSpan.FromMilliseconds(15);

    private readonly byte[] chunk = new byte[64 * 1024];
    private readonly MemoryStream line = new();
    private int start, end, number;
    private bool tooLarge, ended;
    private Task<int>? reading;

    /// <summary>Waits for a line, then takes what is there or comes within a moment. Empty: the body has ended.</summary>
    /// <exception cref="IOException">The client went away in the middle.</exception>
    public async Task<List<NdjsonLine>> NextGroup(int limit, CancellationToken ct)
    {
        var group = new List<NdjsonLine>();
        for (var bytes = 0; group.Count < limit && bytes < MaxGroupBytes;)
        {
            if (TryTake(out var taken))
            {
                group.Add(taken);
                bytes += taken.Bytes?.Length ?? 0;
                continue;
            }
            if (ended)
                break;
            reading ??= body.ReadAsync(chunk, ct).AsTask();
            if (group.Count > 0 && !reading.IsCompleted && await Task.WhenAny(reading, Task.Delay(moment, clock, ct)) != reading)
                break;
            (start, end) = (0, await reading);
            (reading, ended) = (null, end == 0);
        }
        return group;
    }

    private bool TryTake(out NdjsonLine taken)
    {
        while (start < end || (ended && (line.Length > 0 || tooLarge)))
        {
            var rest = chunk.AsSpan(start, end - start);
            var newline = rest.IndexOf((byte)'\n');
            Append(newline < 0 ? rest : rest[..newline]);
            start = newline < 0 ? end : start + newline + 1;
            if (newline < 0 && !ended)
                break;
            number++;
            taken = new NdjsonLine(number, tooLarge ? null : Content());
            (tooLarge, line.Position) = (false, 0);
            line.SetLength(0);
            if (taken.Bytes is not { } bytes || bytes.AsSpan().IndexOfAnyExcept(" \t\r"u8) >= 0)
                return true;
        }
        taken = default;
        return false;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        tooLarge |= line.Length + piece.Length > MaxLineBytes;
        if (tooLarge)
            line.SetLength(0);
        else
            line.Write(piece);
    }

    private byte[] Content()
    {
        var bytes = line.ToArray();
        return number == 1 && bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }
}
