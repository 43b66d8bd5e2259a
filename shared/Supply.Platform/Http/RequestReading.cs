using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

public static class RequestReading
{
    /// <summary>The whole body, also when it comes in chunks without a length.</summary>
    /// <exception cref="RequestRefusedException">413: more than <paramref name="limit"/> bytes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAtMost(this HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End); // or the server breaks the connection, and the client's next request with it
                throw TooLarge(limit);
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static RequestRefusedException TooLarge(int limit) => new(
        Refusal.Malformed("request.too-large", $"El contenido excede {limit / 1024:N0} kB."), StatusCodes.Status413PayloadTooLarge);
}
