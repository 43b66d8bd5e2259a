using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http.OpenApi;

/// <summary>
/// What a route can answer, read from the compiled code of its handler and of all that it calls in this system: the codes of the
/// refusals with their status, and whether it creates or accepts. So the description cannot forget what the code says.
/// </summary>
internal sealed partial class RouteAnswers
{
    private readonly SortedDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<MethodInfo, RouteAnswers> known = new();

    private readonly HashSet<int> statuses = [];
    private readonly HashSet<MethodBase> seen = [];
    private readonly Assembly service;

    private RouteAnswers(MethodInfo handler)
    {
        service = handler.Module.Assembly;
        var open = new Stack<MethodBase>([handler]);
        while (open.TryPop(out var method))
            if (seen.Add(method))
                foreach (var next in Read(method))
                    open.Push(next);
    }

    /// <summary>Of all refusals, also of those whose code is put together while the program runs.</summary>
    public IReadOnlySet<int> Statuses => statuses;

    /// <summary>Codes with the status with which they are answered; one that begins with a dot follows the name of the service.</summary>
    public IReadOnlyDictionary<string, int> Refusals => refusals;

    public bool Creates { get; private set; }
    public bool Accepts { get; private set; }

    public static RouteAnswers Of(MethodInfo handler) => known.GetOrAdd(handler, x => new RouteAnswers(x));

    private List<MethodBase> Read(MethodBase method)
    {
        var next = new List<MethodBase>();
        if (method.GetCustomAttribute<AsyncStateMachineAttribute>() is { } asynchronous)
            next.AddRange(Methods(asynchronous.StateMachineType));
        if (method.GetCustomAttribute<IteratorStateMachineAttribute>() is { } iterator)
            next.AddRange(Methods(iterator.StateMachineType));
        if (method.GetCustomAttribute<AsyncIteratorStateMachineAttribute>() is { } both)
            next.AddRange(Methods(both.StateMachineType));
        var texts = new List<string>();
        foreach (var item in MethodCode.Of(method))
        {
            if (item is string text)
            {
                if (CodeForm().IsMatch(text))
                    texts.Add(text);
                continue;
            }
            var called = (MethodBase)item;
            Creates |= called is ConstructorInfo { DeclaringType: { IsGenericType: true } made }
                && made.GetGenericTypeDefinition() == typeof(Created<>);
            Accepts |= called is { Name: nameof(Reply<object>.Accepted), DeclaringType: { IsGenericType: true } reply }
                && reply.GetGenericTypeDefinition() == typeof(Reply<>);
            if (StatusOf(called) is { } status)
            {
                statuses.Add(status);
                foreach (var code in texts)
                    refusals.TryAdd(code, status);
                texts.Clear();
            }
            else if (called.Name is "Audit" or "LockByName")
            {
                texts.Clear(); // the name of what was done, not of a refusal
            }
            if (IsOurs(called.DeclaringType))
                next.AddRange(called is ConstructorInfo ? [called, .. Overrides(called.DeclaringType!)] : [called]);
        }
        return next;
    }

    /// <summary>The status of a refusal that the call makes; 422 for what decides by itself and takes the code from its caller.</summary>
    private int? StatusOf(MethodBase called) => called.DeclaringType == typeof(Refusal)
        ? called.Name switch
        {
            nameof(Refusal.Malformed) => Problems.StatusOf(RefusalKind.Malformed),
            nameof(Refusal.Invalid) => Problems.StatusOf(RefusalKind.Invalid),
            nameof(Refusal.NotFound) => Problems.StatusOf(RefusalKind.NotFound),
            nameof(Refusal.Conflict) => Problems.StatusOf(RefusalKind.Conflict),
            nameof(Refusal.Forbidden) => Problems.StatusOf(RefusalKind.Forbidden),
            nameof(Refusal.Stale) => Problems.StatusOf(RefusalKind.Stale),
            nameof(Refusal.VersionRequired) => Problems.StatusOf(RefusalKind.VersionRequired),
            _ => null,
        }
        : called is MethodInfo { ReturnType: var answer } && IsOurs(called.DeclaringType)
            && (answer == typeof(Refusal) || (answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(Outcome<>)))
            && called.GetParameters().Any(x => x.ParameterType == typeof(string) && x.Name is not "text" and not "field")
                ? StatusCodes.Status422UnprocessableEntity
                : null;

    // What is made is used: its overriding methods may be called by a base class.
    private static IEnumerable<MethodBase> Overrides(Type type) => Methods(type).Where(x => x is MethodInfo { IsVirtual: true });

    private static MethodInfo[] Methods(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private bool IsOurs(Type? type) => type is not null
        && (type.Assembly == service || type.Assembly.GetName().Name!.StartsWith("Supply.", StringComparison.Ordinal));

    [GeneratedRegex("^([a-z]+(-[a-z]+)*)?\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodeForm();
}
