namespace Supply.Dispensing.Domain;

/// <param name="Line">A line of its own; substitutes add to the one they stand in for.</param>
/// <param name="Owed">Pieces that the patient may still come for; never negative.</param>
public sealed record OwedLine(int Line, int Owed);
