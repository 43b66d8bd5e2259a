namespace Supply.EndToEnd;

/// <summary>Who acts: the claims of a token.</summary>
public sealed record Actor(string Role, string? State = null, string? Facility = null, string? Name = null)
{
    public static readonly Actor Central = new("central", Name: "central");
    public static readonly Actor Operator = new("operator", Name: "operador");
    public static readonly Actor Dashboard = new("dashboard", Name: "tablero");

    public static Actor Pharmacy(string facility) => new("pharmacy", Facility: facility, Name: $"farmacia {facility}");

    public static Actor Warehouse(string facility) => new("warehouse", Facility: facility, Name: $"almacén {facility}");

    public static Actor State_(string state, string name) => new("state", state, Name: $"{name} {state}");
}
