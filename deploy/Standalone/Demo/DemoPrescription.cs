namespace Supply.Standalone.Demo;

public sealed record DemoPrescription(
    DemoUnit Unit, int Number, DateTimeOffset PresentedAt, DateOnly Date,
    IReadOnlyList<(string Clave, int Prescribed, int Dispensed)> Lines);
