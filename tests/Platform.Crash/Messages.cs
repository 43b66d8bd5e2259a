using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Samples;

public sealed record NoteWritten(Guid Id, string Text);

public sealed record NoteCounted(Guid Id, int Times);

/// <summary>A fact about a note: it has a version and dates.</summary>
public sealed record NoteDated(Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate, string Text)
    : IFact;

/// <summary>Messages that nobody subscribes to.</summary>
public sealed record NoteForgotten(Guid Id);

/// <summary>What a test makes go wrong: handlers meet it after they have changed the context.</summary>
public sealed class Trouble
{
    private readonly ConcurrentDictionary<string, int> left = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> met = new();

    /// <summary>Texts in the order in which handlers met them.</summary>
    public IReadOnlyCollection<string> Met => met;

    /// <summary>Texts beginning with <c>poison</c> fail as long as this holds.</summary>
    public bool Poisonous { get; set; } = true;

    /// <summary>Every handler that meets it finds its machine at fault.</summary>
    public bool Unavailable { get; set; }

    /// <summary>Texts that begin with it find a lock taken.</summary>
    public string? Busy { get; set; }

    public void Fail(string text, int times) => left[text] = times;

    public void Meet(string text)
    {
        met.Enqueue(text);
        if (Unavailable || (Busy is not null && text.StartsWith(Busy, StringComparison.Ordinal)))
            throw new StoreBusyException("the database is away");
        if (text.StartsWith("endless", StringComparison.Ordinal))
            throw new TimeoutException($"{text} takes longer than a statement may");
        if (Poisonous && text.StartsWith("poison", StringComparison.Ordinal))
            throw new InvalidOperationException($"cannot take {text}");
        if (left.TryGetValue(text, out var n) && n > 0)
        {
            left[text] = n - 1;
            throw new InvalidOperationException($"cannot take {text} yet");
        }
    }
}

public sealed class IndexNote(AlphaDb db) : IHandle<NoteWritten>
{
    public Task Handle(NoteWritten message, CancellationToken ct) => Effects.Count(db, db.Effects, message.Id, "index", ct);
}

public sealed class CountNote(BetaDb db, Trouble trouble) : IHandle<NoteWritten>
{
    public async Task Handle(NoteWritten message, CancellationToken ct)
    {
        var effect = await Effects.Count(db, db.Effects, message.Id, "count", ct);
        db.Enqueue(new NoteCounted(message.Id, effect.Times));
        trouble.Meet(message.Text);
    }
}

/// <summary>Counts as often as it is told, whatever is saved by then.</summary>
public sealed class MarkCounted(AlphaDb db) : IHandleGroup<NoteCounted>
{
    public Task Load(IReadOnlyList<NoteCounted> group, CancellationToken ct)
    {
        var notes = group.Select(x => x.Id).ToList();
        return db.Effects.Where(x => notes.Contains(x.Note) && x.Handler == "mark").LoadAsync(ct);
    }

    public async Task Handle(NoteCounted message, CancellationToken ct)
    {
        var effect = await db.Effects.FindAsync([message.Id, "mark"], ct);
        if (effect is null)
            db.Effects.Add(effect = new Effect { Note = message.Id, Handler = "mark" });
        effect.Times++;
        (effect.Correlation, effect.Causation) = (db.Origin.CorrelationId, db.Origin.CausationId);
    }
}

/// <summary>Takes every dated note but those whose text says that they cannot be.</summary>
public sealed class KeepDatedNote(BetaDb db) : IHandleGroup<NoteDated>
{
    public Task Load(IReadOnlyList<NoteDated> group, CancellationToken ct) => Task.CompletedTask;

    public Task Handle(NoteDated message, CancellationToken ct)
    {
        if (message.Text.StartsWith("impossible", StringComparison.Ordinal))
            throw new ImpossibleFactException($"cannot be: {message.Text}");
        db.Effects.Add(new Effect { Note = message.Id, Handler = "dated", Times = 1 });
        return Task.CompletedTask;
    }
}

internal static class Effects
{
    /// <summary>Not idempotent by itself, so that only the inbox keeps it from happening twice.</summary>
    public static async Task<Effect> Count(SupplyDb db, DbSet<Effect> effects, Guid note, string handler, CancellationToken ct)
    {
        var effect = await effects.SingleOrDefaultAsync(x => x.Note == note && x.Handler == handler, ct);
        if (effect is null)
            effects.Add(effect = new Effect { Note = note, Handler = handler });
        effect.Times++;
        (effect.Correlation, effect.Causation) = (db.Origin.CorrelationId, db.Origin.CausationId);
        return effect;
    }
}
