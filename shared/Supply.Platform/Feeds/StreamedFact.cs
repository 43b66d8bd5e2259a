using Supply.Contracts;
using Supply.Platform.Messaging;

namespace Supply.Platform.Feeds;

/// <summary>One document as it stands: the message that its owner last published of it, with the same version.</summary>
/// <param name="Type">The message's wire name.</param>
/// <param name="Document">Id or code; with the type and the version it names the fact.</param>
/// <param name="Body">The message, JSON.</param>
/// <param name="Key">From here a broken call goes on.</param>
public sealed record StreamedFact(string Type, string Document, int Version, byte[] Body, string Key)
{
    public static StreamedFact Of<TFact>(TFact fact, string document, string key) where TFact : IFact =>
        new(typeof(TFact).FullName!, document, fact.Version, MessageJson.Write(fact), key);
}
