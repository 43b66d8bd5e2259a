namespace Supply.Platform.Messaging;

/// <summary>Messages by the bytes of their JSON.</summary>
internal sealed class BodyOrder : IComparer<byte[]>
{
    public static readonly BodyOrder Instance = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
