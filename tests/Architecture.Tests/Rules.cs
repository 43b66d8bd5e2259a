using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Supply.Architecture.Tests;

/// <summary>The rules of the house, each a function from a compiled assembly to its violations.</summary>
internal static class Rules
{
    private static readonly string[] frameworks =
        ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Data", "Npgsql", "MassTransit",
        "RabbitMQ", "Hangfire"];
    private static readonly string[] buses = ["MassTransit", "RabbitMQ"];
    private static readonly string[] clocks = ["get_Now", "get_UtcNow", "get_Today"];

    /// <summary>Domain types know no framework, no clock and no binary fraction.</summary>
    public static List<string> DomainIsPure(AssemblyDefinition assembly) => Violations(assembly, "Domain", type =>
        Uses(type)
            .Where(x => Under(x.Type, frameworks) || x.Type.FullName is "System.TimeProvider" || x.Type.Namespace == "Supply.Platform"
            || x.Type.Namespace.StartsWith("Supply.Platform.", StringComparison.Ordinal)).Select(x => x.Type.FullName)
            .Concat(Calls(type)
                .Where(x => x.DeclaringType.FullName is "System.DateTime" or "System.DateTimeOffset" && clocks.Contains(x.Name))
                .Select(x => $"{x.DeclaringType.FullName}.{x.Name}"))
            .Concat(Uses(type).Where(x => x.Declared && x.Type.FullName is "System.Double" or "System.Single")
                .Select(x => x.Type.FullName)));

    /// <summary>Slices publish through their outbox and reach nothing that sends.</summary>
    public static List<string> SlicesReachNoBus(AssemblyDefinition assembly) => Violations(assembly, "Features", type =>
        Uses(type)
            .Where(x => Under(x.Type, buses) || x.Type.Namespace == "Supply.Bus"
            || x.Type.FullName is "Supply.Platform.Messaging.IDispatch").Select(x => x.Type.FullName));

    /// <summary>MassTransit and RabbitMQ are known to shared/ alone.</summary>
    public static List<string> KnowsNoBus(AssemblyDefinition assembly) =>
        [.. assembly.MainModule.GetTypeReferences().Where(x => Under(x, buses)).Select(x => x.FullName),
            .. assembly.MainModule.AssemblyReferences.Where(x => buses.Any(bus => x.Name.StartsWith(bus, StringComparison.Ordinal)))
            .Select(x => x.Name)];

    public static List<string> KnowsNoOther(AssemblyDefinition assembly, IEnumerable<string> services) =>
        [.. assembly.MainModule.AssemblyReferences.Select(x => x.Name).Where(x => x != assembly.Name.Name && services.Contains(x))];

    public static List<string> KnowsTheFrameworkOnly(AssemblyDefinition assembly) =>
        [.. assembly.MainModule.AssemblyReferences.Select(x => x.Name)
            .Where(x => x != "System" && x != "netstandard" && !x.StartsWith("System.", StringComparison.Ordinal))];

    /// <summary>From the method, through what it calls in its own assembly, a question about the caller's place is reached.</summary>
    public static bool AsksAboutThePlace(MethodDefinition handler)
    {
        var (seen, open) = (new HashSet<MethodDefinition>(), new Stack<MethodDefinition>([handler]));
        while (open.TryPop(out var method))
        {
            if (!seen.Add(method))
                continue;
            foreach (
                var machine in method.CustomAttributes.Where(
                    x => x.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal))
                    .Select(x => ((TypeReference)x.ConstructorArguments[0].Value).Resolve()))
                foreach (var step in machine.Methods)
                    open.Push(step);
            foreach (var called in CalledBy(method))
            {
                if (called.DeclaringType.FullName == "Supply.Platform.Http.Caller" && called.Name is "MayActFor" or "MayActForStored" or "Covers"
                    || called is { DeclaringType.FullName: "Supply.Platform.Http.AccessExtensions", Name: "VisibleTo" })
                    return true;
                if (called.DeclaringType.GetElementType().Scope == method.Module && called.Resolve() is { } own)
                    open.Push(own);
            }
        }
        return false;
    }

    private static List<string> Violations(AssemblyDefinition assembly, string folder, Func<TypeDefinition, IEnumerable<string>> wrong) =>
        [.. assembly.MainModule.GetTypes().Where(x => NamespaceOf(x).Split('.').Contains(folder))
            .SelectMany(type => wrong(type).Distinct().Select(x => $"{Outermost(type).Name}: {x}")).Distinct()];

    private static bool Under(TypeReference type, string[] roots) =>
        roots.Any(root => type.Namespace == root || type.Namespace.StartsWith(root + ".", StringComparison.Ordinal));

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static string NamespaceOf(TypeDefinition type) => Outermost(type).Namespace;

    private static IEnumerable<MethodReference> Calls(TypeDefinition type) => type.Methods.SelectMany(CalledBy);

    private static IEnumerable<MethodReference> CalledBy(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(x => x.Operand).OfType<MethodReference>() : [];

    /// <summary>Every type that a type names; <c>Declared</c>: in a member, a signature or a local, and not only passed through.</summary>
    private static IEnumerable<(TypeReference Type, bool Declared)> Uses(TypeDefinition type)
    {
        IEnumerable<TypeReference?> declared =
        [
            type.BaseType, .. type.Interfaces.Select(x => x.InterfaceType), .. type.Fields.Select(x => x.FieldType),
            .. type.CustomAttributes.Select(x => x.AttributeType),
            .. type.Methods.SelectMany(x => x.Parameters.Select(p => p.ParameterType).Append(x.ReturnType)),
            .. type.Methods.Where(x => x.HasBody).SelectMany(x => x.Body.Variables.Select(v => v.VariableType)),
        ];
        IEnumerable<TypeReference?> passed = type.Methods.Where(x => x.HasBody).SelectMany(x => x.Body.Instructions).SelectMany(Named);
        return declared.SelectMany(Parts).Select(x => (x, true)).Concat(passed.SelectMany(Parts).Select(x => (x, false)));
    }

    private static IEnumerable<TypeReference?> Named(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method =>
            [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(x => x.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(x => x.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
