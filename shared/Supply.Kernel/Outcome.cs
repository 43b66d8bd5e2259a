using System.Diagnostics.CodeAnalysis;

namespace Supply.Kernel;

/// <summary>A value or the reason why there is none.</summary>
public readonly struct Outcome<T> : IOutcome
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">There is none: it was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>Splits the outcome: <c>if (Parse(x).Refused(out var why, out var y)) return why;</c></summary>
    public bool Refused([NotNullWhen(true)] out Refusal? why, [NotNullWhen(false)] out T? got)
    {
        (why, got) = (Refusal, value);
        return why is not null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
