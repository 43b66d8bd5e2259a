using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Supply.Testing;

/// <summary>Passes an answer's body on as it comes, and keeps a copy of a small one.</summary>
internal sealed class CopiedBody(IHttpResponseBodyFeature inner) : Stream, IHttpResponseBodyFeature
{
    private const int Largest = 256 * 1024;

    private readonly MemoryStream copy = new();
    private PipeWriter? writer;
    private bool tooLarge;

    /// <summary>Null: it was too large, or sent from a file.</summary>
    public byte[]? Whole => tooLarge ? null : copy.ToArray();

    public Stream Stream => this;
    public PipeWriter Writer => writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What was written to <see cref="Writer"/> and not flushed.</summary>
    public async ValueTask Finish(CancellationToken ct)
    {
        if (writer is { UnflushedBytes: > 0 } && !ct.IsCancellationRequested)
            await writer.FlushAsync(CancellationToken.None);
    }

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        tooLarge = true;
        return inner.SendFileAsync(path, offset, count, cancellationToken);
    }

    public async Task CompleteAsync()
    {
        if (writer is not null)
            await writer.CompleteAsync();
        await inner.CompleteAsync();
    }

    public override void Flush() => inner.Stream.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.Stream.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Copy(buffer.AsSpan(offset, count));
        inner.Stream.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Copy(buffer.Span);
        return inner.Stream.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        if (tooLarge |= copy.Length + bytes.Length > Largest)
            copy.SetLength(0);
        else
            copy.Write(bytes);
    }
}
