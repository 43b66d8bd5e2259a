using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supply.Platform.Messaging;

/// <summary>One message in, changes to the service's context out. No save, no transaction, no bus: the executor commits all of it or nothing.</summary>
public interface IHandle<in TMessage>
{
    Task Handle(TMessage message, CancellationToken ct);
}

/// <summary>
/// A handler that loads the rows of all messages of its group with one query, before it is given them one by one. It promises
/// to work on these and on what it adds, and to read nothing else that another message of the group could have written: the
/// group is saved at once, not after each message. A query and a save for each message are most of what a handler costs.
/// </summary>
public interface IHandleGroup<in TMessage> : IHandle<TMessage>
{
    /// <param name="group">Those that have not been handled before; one that is tried again comes alone.</param>
    Task Load(IReadOnlyList<TMessage> group, CancellationToken ct);
}

/// <summary>A message on its way, with where it comes from.</summary>
public sealed record Envelope(
    Guid MessageId, string Type, byte[] Body, string Producer, DateTimeOffset CreatedAt, Guid CorrelationId, Guid? CausationId, string? TraceParent);

/// <summary>Written in the transaction of the change it tells of; deleted when it was delivered.</summary>
public sealed class OutboxRow
{
    /// <summary>Version 7; the message's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The record's full name: the wire name.</summary>
    public required string Type { get; init; }

    /// <summary>JSON, written once.</summary>
    public required byte[] Body { get; init; }

    [MaxLength(40)] public required string Producer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Order of sending, and back-off.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Failed attempts by handlers of the same process (embedded mode only); faults of the machine do not count.</summary>
    public int Attempts { get; set; }

    public Guid CorrelationId { get; init; }
    public Guid? CausationId { get; init; }
    [MaxLength(60)] public string? TraceParent { get; init; }

    public Envelope ToEnvelope() => new(Id, Type, Body, Producer, CreatedAt, CorrelationId, CausationId, TraceParent);
}

/// <summary>This handler is done with this message. Kept 30 days, and longer than any parked message.</summary>
public sealed class InboxRow
{
    public required Guid MessageId { get; init; }
    [MaxLength(100)] public required string Handler { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary><c>done</c> or <c>discarded</c>.</summary>
    [MaxLength(10)] public required string Outcome { get; init; }
}

/// <summary>A message that its handler could not take after all attempts; it waits for a person.</summary>
public sealed class ParkedMessage
{
    public required Guid MessageId { get; init; }
    [MaxLength(100)] public required string Handler { get; init; }
    public required string Type { get; init; }
    public required byte[] Body { get; init; }
    [MaxLength(40)] public required string Producer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Guid CorrelationId { get; init; }
    public Guid? CausationId { get; init; }
    [MaxLength(60)] public string? TraceParent { get; init; }
    public required DateTimeOffset ParkedAt { get; init; }
    public required int Attempts { get; init; }
    [MaxLength(2000)] public required string Error { get; init; }

    public Envelope ToEnvelope() => new(MessageId, Type, Body, Producer, CreatedAt, CorrelationId, CausationId, TraceParent);
}

/// <summary>JSON of messages and stored answers: unknown members are passed over, so that old and new versions understand each other.</summary>
public static class MessageJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">Not the JSON of a <typeparamref name="T"/>.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize<T>(body, Options) ?? throw new JsonException("null");
}
