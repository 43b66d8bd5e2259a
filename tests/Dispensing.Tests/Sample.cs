namespace Supply.Dispensing.Tests;

/// <summary>Prescriptions as a pharmacy writes them.</summary>
public static class Sample
{
    public const string Paracetamol = "010.000.0104.00";
    public const string Gauze = "060.345.3798";

    public static string Path(Guid id) => $"/dispensing/prescriptions/{id}";

    public static Guid NewId() => Guid.CreateVersion7();

    public static Dictionary<string, object?> Line(
        int line, int prescribed, int dispensed, string clave = Paracetamol, int? substituteFor = null) => new()
    {
        ["line"] = line, ["clave"] = clave, ["prescribed"] = prescribed, ["dispensed"] = dispensed, ["substituteFor"] = substituteFor,
    };

    public static Dictionary<string, object?> Prescription(string facility, params Dictionary<string, object?>[] lines) => new()
    {
        ["facility"] = facility, ["prescribedOn"] = "2026-10-15", ["presentedAt"] = "2026-10-15T10:00:00-06:00",
        ["lines"] = lines.Length > 0 ? lines : [Line(1, 20, 20)],
    };

    public static Dictionary<string, object?> With(this Dictionary<string, object?> record, string member, object? value) =>
        new(record) { [member] = value };
}
