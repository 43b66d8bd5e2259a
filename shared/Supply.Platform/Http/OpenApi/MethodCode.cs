using System.Reflection;
using System.Reflection.Emit;

namespace Supply.Platform.Http.OpenApi;

/// <summary>The texts that a compiled method loads and the methods that it calls, in their order.</summary>
internal static class MethodCode
{
    private static readonly Dictionary<ushort, OpCode> codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(x => (OpCode)x.GetValue(null)!).ToDictionary(x => unchecked((ushort)x.Value));

    /// <returns>A <see cref="string"/> for a text that is loaded, a <see cref="MethodBase"/> for what is called, made or pointed
    /// to.</returns>
    public static IEnumerable<object> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++];
            var op = codes[value == 0xFE ? (ushort)(0xFE00 | code[at++]) : value];
            if (op.OperandType == OperandType.InlineString)
                yield return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            else if (op.OperandType is OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineField
                && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
                yield return called;
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, ofType, ofMethod) switch
        {
            MethodBase called => called,
            FieldInfo { IsStatic: true, DeclaringType: { } holder } => holder.TypeInitializer, // a refusal may be a value that is made once
            _ => null,
        };
    }
}
