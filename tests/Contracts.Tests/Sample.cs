using System.Reflection;

namespace Supply.Contracts.Tests;

/// <summary>A value of any contract type with every member filled in, the same on every run.</summary>
internal static class Sample
{
    /// <summary>Messages and their parts; lists of the words in them are static classes.</summary>
    public static readonly IReadOnlyList<Type> Contracts =
        [.. typeof(IFact).Assembly.GetExportedTypes().Where(x => !x.IsInterface && !(x.IsAbstract && x.IsSealed))
        .OrderBy(x => x.FullName, StringComparer.Ordinal)];

    public static object Of(Type type) =>
        Constructor(type).Invoke([.. Constructor(type).GetParameters().Select(x => Value(x.ParameterType, x.Name!))]);

    public static ConstructorInfo Constructor(Type type) => type.GetConstructors().MaxBy(x => x.GetParameters().Length)!;

    private static object Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => name,
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 8_000_000_000L, // more than 32 bits: a narrower type could not read it
            _ when type == typeof(decimal) => 1.2345m,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => new Guid("01930000-0000-7000-8000-000000000001"),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 10, 15),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 10, 15, 18, 30, 0, TimeSpan.Zero).AddMicroseconds(123456),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                List(type.GetGenericArguments()[0], name),
            _ when Contracts.Contains(type) => Of(type),
            _ => throw new NotSupportedException($"{type} has no place in a contract: records, lists and plain values only."),
        };
    }

    private static Array List(Type item, string name)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Value(item, name), 0);
        return list;
    }
}
