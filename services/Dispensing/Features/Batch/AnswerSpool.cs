using System.Threading.Channels;

namespace Supply.Dispensing.Features.Batch;

/// <summary>
/// Answers on their way to the client, on disk: reading the request never waits for a client that reads only when it has
/// sent everything, and memory does not grow with the batch.
/// </summary>
public sealed class AnswerSpool : IAsyncDisposable
{
    private readonly FileStream file = new(Path.Combine(Path.GetTempPath(), $"answers-{Guid.CreateVersion7():N}"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    // One signal waits at most: who takes it sends all that is there.
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long written;

    public bool IsEmpty => Volatile.Read(ref written) == 0;

    public async Task Add(ReadOnlyMemory<byte> answers, CancellationToken ct)
    {
        await RandomAccess.WriteAsync(file.SafeFileHandle, answers, written, ct);
        Volatile.Write(ref written, written + answers.Length);
        signal.Writer.TryWrite(true);
    }

    /// <summary>Nothing more comes; <see cref="SendTo"/> ends when it has sent what there is.</summary>
    public void Complete() => signal.Writer.TryComplete();

    public async Task SendTo(Stream response, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var sent = 0L;
        bool more;
        do
        {
            more = await signal.Reader.WaitToReadAsync(ct);
            signal.Reader.TryRead(out _);
            while (Volatile.Read(ref written) - sent is > 0 and var waiting)
            {
                var read = await RandomAccess.ReadAsync(
                    file.SafeFileHandle, buffer.AsMemory(0, (int)Math.Min(buffer.Length, waiting)), sent, ct);
                await response.WriteAsync(buffer.AsMemory(0, read), ct);
                sent += read;
            }
        }
        while (more);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
