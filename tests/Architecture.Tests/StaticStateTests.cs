namespace Supply.Architecture.Tests;

/// <summary>What a host remembers is the host's: two hosts in one process share nothing that changes.</summary>
public sealed class StaticStateTests
{
    /// <summary>What is read of the code itself, the same for every host, and what ends the whole process in a test.</summary>
    private static readonly string[] allowed =
    [
        "Supply.Platform.CrashPoint.left", "Supply.Platform.Http.OpenApi.RouteAnswers.known",
        "Supply.Platform.Http.RequestParameters.declared",
    ];

    private static readonly string[] changing =
    [
        "System.Collections.Concurrent.", "System.Threading.SemaphoreSlim", "System.Threading.Channels.", "System.Threading.Lock",
        "System.Runtime.CompilerServices.ConditionalWeakTable", "System.Collections.Generic.Queue", "System.Collections.Generic.List",
        "System.Threading.AsyncLocal",
    ];

    [Fact]
    public void No_static_field_holds_what_changes()
    {
        string[] assemblies = [.. House.Names.Select(x => x.Data), "Supply.Kernel", "Supply.Platform", "Supply.Bus", "Supply.Grpc"];
        var held = from assembly in assemblies
                   from type in House.Read(assembly).MainModule.GetTypes()
                   where type.Namespace.StartsWith("Supply.", StringComparison.Ordinal) || type.IsNested
                   from field in type.Fields
                   where field.IsStatic && !field.Name.Contains('<', StringComparison.Ordinal)
                   where changing.Any(x => field.FieldType.FullName.StartsWith(x, StringComparison.Ordinal))
                       || (!field.IsInitOnly && !field.HasConstant)
                   select $"{type.FullName}.{field.Name}";
        Assert.Empty(held.Where(x => !IsGenerated(x)).Except(allowed));
    }

    private static bool IsGenerated(string field) =>
        field.Contains('<', StringComparison.Ordinal) || field.StartsWith("Supply.Grpc.Wire.", StringComparison.Ordinal);
}
