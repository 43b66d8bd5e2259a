using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

/// <summary>How a handler took a message.</summary>
/// <param name="Error">Null: committed, now or before.</param>
/// <param name="Unavailable">The machine was at fault; it does not count as an attempt.</param>
public readonly record struct Verdict(Exception? Error, bool Unavailable)
{
    public static readonly Verdict Done = new(null, false);

    // A row that is not there when the context saves is missing because of the handler, as a rule, and stays so.
    public static Verdict Of(Exception e) => new(e, e is not DbUpdateConcurrencyException && Database.IsInfrastructure(e));
}
