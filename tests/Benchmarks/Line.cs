namespace Supply.Benchmarks;

/// <summary>Ten members and three lines, some 600 bytes of JSON: the size of a prescription's event.</summary>
public sealed record Line(int Number, string Clave, int Prescribed, int Dispensed, string Lot);
