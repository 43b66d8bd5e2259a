namespace Supply.Standalone.Demo;

public sealed record DemoLine(string Clave, int Quantity);
