using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Supply.Distributed.Tests;

/// <summary>A collector that takes OTLP over HTTP and keeps what it got.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpSink(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();
    public ConcurrentQueue<SeenSpan> Spans { get; } = new();
    public ConcurrentQueue<SeenValue> Values { get; } = new();

    /// <summary>All that arrived, logs too, as text.</summary>
    public ConcurrentQueue<string> Raw { get; } = new();

    public static async Task<OtlpSink> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new OtlpSink(builder.Build());
        sink.app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            sink.Take(signal, body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        await sink.app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Take(string signal, byte[] bytes)
    {
        Raw.Enqueue(Encoding.UTF8.GetString(bytes));
        if (signal == "logs")
            return;
        foreach (var resource in Field.Of(bytes, 1))
        {
            var service = Field.Of(resource.Bytes, 1).SelectMany(x => Attributes(x.Bytes, 1))
                .FirstOrDefault(x => x.StartsWith("service.name=", StringComparison.Ordinal))?[13..] ?? "";
            foreach (var item in Field.Of(resource.Bytes, 2).SelectMany(scope => Field.Of(scope.Bytes, 2)))
                if (signal == "traces")
                    Spans.Enqueue(Span(service, item.Bytes));
                else
                    Metric(service, item.Bytes);
        }
    }

    private static SeenSpan Span(string service, ReadOnlyMemory<byte> span) => new(
        service, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4), [.. Field.Of(span, 13).Select(link => Hex(link.Bytes, 1))]);

    private void Metric(string service, ReadOnlyMemory<byte> metric)
    {
        var name = Text(metric, 1);
        foreach (var point in Field.Of(metric, 5).Concat(Field.Of(metric, 7)).SelectMany(x => Field.Of(x.Bytes, 1))) // gauges and sums
        {
            var value = Field.Of(point.Bytes, 6).Select(x => (double)(long)x.Value)
                .Concat(Field.Of(point.Bytes, 4).Select(x => BitConverter.UInt64BitsToDouble(x.Value)));
            Values.Enqueue(new(service, name, Tags(point.Bytes, 7), value.FirstOrDefault()));
        }
        foreach (var point in Field.Of(metric, 9).SelectMany(x => Field.Of(x.Bytes, 1))) // histograms
            Values.Enqueue(
                new(service, name, Tags(point.Bytes, 9), Field.Of(point.Bytes, 4).Select(x => (double)x.Value).FirstOrDefault()));
    }

    private static string Tags(ReadOnlyMemory<byte> point, int number) => string.Join(' ', Attributes(point, number).Order());

    private static IEnumerable<string> Attributes(ReadOnlyMemory<byte> message, int number) =>
        Field.Of(message, number)
            .Select(pair => $"{Text(pair.Bytes, 1)}={string.Concat(Field.Of(pair.Bytes, 2).Select(value => Text(value.Bytes, 1)))}");

    private static string Text(ReadOnlyMemory<byte> message, int number) =>
        string.Concat(Field.Of(message, number).Select(x => Encoding.UTF8.GetString(x.Bytes.Span)));

    private static string Hex(ReadOnlyMemory<byte> message, int number) =>
        string.Concat(Field.Of(message, number).Select(x => Convert.ToHexStringLower(x.Bytes.Span)));

    /// <summary>A field of a protocol buffer; the numbers are those of OTLP's public definition.</summary>
    private readonly record struct Field(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
    {
        public static IEnumerable<Field> Of(ReadOnlyMemory<byte> message, int number)
        {
            for (var at = 0; at < message.Length;)
            {
                var key = Varint(message, ref at);
                var field = (key & 7) switch
                {
                    0 => new Field((int)(key >> 3), Varint(message, ref at), default),
                    1 => new Field((int)(key >> 3), BinaryPrimitives.ReadUInt64LittleEndian(message.Span[Skip(ref at, 8)..]), default),
                    2 => new Field((int)(key >> 3), 0, Slice(message, ref at, (int)Varint(message, ref at))),
                    5 => new Field((int)(key >> 3), BinaryPrimitives.ReadUInt32LittleEndian(message.Span[Skip(ref at, 4)..]), default),
                    var type => throw new InvalidDataException($"wire type {type}"),
                };
                if (field.Number == number)
                    yield return field;
            }
        }

        private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = message.Span[at++];
                value |= (ulong)(next & 127) << shift;
                if (next < 128)
                    return value;
            }
        }

        private static int Skip(ref int at, int length) => (at += length) - length;

        private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> message, ref int at, int length) =>
            message.Slice(Skip(ref at, length), length);
    }
}
