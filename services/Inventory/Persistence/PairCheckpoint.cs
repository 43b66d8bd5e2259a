using System.ComponentModel.DataAnnotations;
using Supply.Inventory.Domain;
using Supply.Platform.Messaging;

namespace Supply.Inventory.Persistence;

/// <summary>Where a replay of a pair may begin. All of them can be deleted: they are made again as their pairs are worked on.</summary>
public sealed class PairCheckpoint : IPair
{
    public required Guid Id { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>All facts until this instant are in it, and those of the instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>JSON of a <see cref="BookState"/>.</summary>
    public required byte[] State { get; init; }

    public static PairCheckpoint Of(StockPair pair, Checkpoint checkpoint, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Facility = pair.Facility, Clave = pair.Clave, At = checkpoint.At,
        State = MessageJson.Write(checkpoint.State),
    };

    public static BookState Read(byte[] state) => MessageJson.Read<BookState>(state);
}
