using System.Reflection;
using System.Text.Json;

namespace Supply.Platform.Http;

/// <summary>
/// The texts that a member or a parameter can be, for the description of the routes. Nothing is refused by it: handlers judge.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute : Attribute
{
    public OneOfAttribute(params string[] values) => Values = values;

    /// <param name="names">An enumeration, or a class whose public constants are the texts.</param>
    public OneOfAttribute(Type names) => Values = names.IsEnum
        ? [.. Enum.GetNames(names).Select(JsonNamingPolicy.CamelCase.ConvertName)]
        : [.. names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(x => x.IsLiteral).Select(x => x.GetRawConstantValue())
            .OfType<string>()];

    public IReadOnlyList<string> Values { get; }
}
