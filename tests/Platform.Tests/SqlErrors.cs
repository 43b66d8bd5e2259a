using System.Collections;
using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Supply.Platform.Tests;

/// <summary>What SqlClient throws, made without a server: its constructors are not public.</summary>
internal static class SqlErrors
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    public static SqlException Of(int number, byte severity, string message = "an error")
    {
        var errors = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructor(Hidden, [])!.Invoke(null);
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [Error(number, severity, message)]);
        var create = typeof(SqlException)
            .GetMethod("CreateException", BindingFlags.Static | BindingFlags.NonPublic, [typeof(SqlErrorCollection), typeof(string)])!;
        var made = (SqlException)create.Invoke(null, [errors, "16.0"])!;
        Assert.Equal((number, severity), (made.Number, made.Class));
        return made;
    }

    private static object Error(int number, byte severity, string message)
    {
        var constructor = typeof(SqlError).GetConstructors(Hidden).OrderBy(x => x.GetParameters().Length).First();
        var ints = new Queue<object>([number, 1]); // the number comes first, the line later
        var bytes = new Queue<object>([(byte)1, severity]); // state, then class
        return constructor.Invoke([.. constructor.GetParameters().Select(x =>
            x.ParameterType == typeof(int) ? ints.Dequeue() : x.ParameterType == typeof(byte) ? bytes.Dequeue()
            : x.ParameterType == typeof(string) ? x.Name!.Contains("essage", StringComparison.Ordinal) ? message : "server"
                : x.HasDefaultValue ? x.DefaultValue : null)]);
    }
}
