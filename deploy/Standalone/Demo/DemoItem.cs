namespace Supply.Standalone.Demo;

/// <summary>A clave of the demonstration.</summary>
/// <param name="Weight">Share of prescription lines that name it, relative to the others.</param>
public sealed record DemoItem(string Clave, string Description, char Ven, int Weight);
