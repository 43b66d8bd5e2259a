using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Supply.Platform.Http;

/// <summary>
/// What cannot be read as a request (<c>%00</c> in its path, a line or headers that are too long) Kestrel answers by itself, before
/// any middleware: a status without content, then the end of the connection. Here that answer gets its problem document, as every
/// other has. There is no setting for it, so the answer is recognised where it leaves for the network.
/// </summary>
internal static class UnreadableRequests
{
    public static void Explain(ListenOptions listen) => listen.Use(next => async connection =>
    {
        var plain = connection.Transport;
        connection.Transport = new Ends(plain.Input, new Answers(plain.Output));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = plain;
        }
    });

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Answers(PipeWriter network) : PipeWriter
    {
        private Memory<byte> given; // of what was handed out, that which was not written yet

        public override bool CanGetUnflushedBytes => network.CanGetUnflushedBytes;
        public override long UnflushedBytes => network.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => given = network.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (IsBare(given.Span[..bytes]))
            {
                var whole = WithContent(given.Span[..bytes]);
                whole.CopyTo(network.GetSpan(whole.Length)); // in place of what is in the buffer and has not been passed on
                network.Advance(whole.Length);
                given = default;
                return;
            }
            network.Advance(bytes);
            given = given[bytes..];
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            network.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
            network.WriteAsync(source, cancellationToken);

        public override void CancelPendingFlush() => network.CancelPendingFlush();
        public override void Complete(Exception? exception = null) => network.Complete(exception);
        public override ValueTask CompleteAsync(Exception? exception = null) => network.CompleteAsync(exception);

        // The routes' own refusals always have content.
        private static bool IsBare(ReadOnlySpan<byte> head) => head.StartsWith("HTTP/1.1 4"u8)
            && head.EndsWith("\r\n\r\n"u8) && head.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0
            && head.IndexOf("\r\nConnection: close\r\n"u8) > 0;

        private static byte[] WithContent(ReadOnlySpan<byte> bare)
        {
            var head = Encoding.ASCII.GetString(bare);
            var status = int.Parse(head.AsSpan(9, 3), null);
            var code = status == 400 ? "request.malformed" : "request.refused";
            var problem = JsonSerializer.SerializeToUtf8Bytes(new Problem($"urn:supply:problem:{code}", code, status, code, status == 400
                ? "La solicitud no se puede leer: revise que la dirección y los encabezados no traigan %00 ni caracteres de control."
                : "La solicitud no se aceptó: tarda demasiado, o su dirección o sus encabezados son demasiado largos.", Guid.Empty),
                Problems.Json);
            return
            [
                .. Encoding.ASCII.GetBytes(head.Replace("\r\nContent-Length: 0\r\n",
                    $"\r\nContent-Length: {problem.Length}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n",
                    StringComparison.Ordinal)),
                .. problem,
            ];
        }
    }
}
