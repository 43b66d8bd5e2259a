namespace Supply.Testing.Servers;

/// <summary>Where a server is, or in one line why there is none.</summary>
public sealed record FoundServer(TestServer Server, string? Address, string? Missing)
{
    /// <summary>What the tests' environment gets.</summary>
    public string Setting => Address is null
        ? $"{TestServers.MissingVariable(Server)}={Missing}"
        : $"{TestServers.Variable(Server)}={Address}";
}
