using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Supply.EndToEnd;

/// <summary>What those who asked saw, route by route: every attempt counts, also those that were made again.</summary>
public sealed partial class Answers
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Route> routes = [];
    private readonly Dictionary<string, int> failures = [];

    private sealed class Route
    {
        public int Attempts, Later, Failed;
        public TimeSpan Silence, Failing, Slowest;
        public DateTimeOffset Answered = DateTimeOffset.MinValue;
        public DateTimeOffset? Asking, FailedFirst;
    }

    public int Attempts => Sum(x => x.Attempts);

    /// <summary>503 with <c>Retry-After</c>: come back soon.</summary>
    public int Later => Sum(x => x.Later);

    /// <summary>No answer, a broken one, or another 5xx.</summary>
    public int Failed => Sum(x => x.Failed);

    /// <summary>The longest time from a failure on one route until somebody there got an answer.</summary>
    public TimeSpan Failing
    {
        get
        {
            lock (turn)
                return routes.Values.Select(x => x.Failing).DefaultIfEmpty().Max();
        }
    }

    /// <summary>The longest time that one attempt took which was answered in the end.</summary>
    public TimeSpan Slowest
    {
        get
        {
            lock (turn)
                return routes.Values.Select(x => x.Slowest).DefaultIfEmpty().Max();
        }
    }

    /// <summary>How many failures say this.</summary>
    public int Saying(string text)
    {
        lock (turn)
            return failures.Where(x => x.Key.Contains(text, StringComparison.Ordinal)).Sum(x => x.Value);
    }

    /// <param name="asked">When this attempt was sent.</param>
    /// <param name="failure">Null: answered.</param>
    /// <param name="later">The failure is a 503 that says when to come back.</param>
    public void Note(string method, string path, DateTimeOffset asked, string? failure, bool later)
    {
        var name = $"{method} {Variable().Replace(path.Split('?')[0], "{}")}";
        lock (turn)
        {
            if (!routes.TryGetValue(name, out var route))
                routes[name] = route = new Route();
            route.Attempts++;
            var (now, since) = (TimeProvider.System.GetUtcNow(), route.Asking ?? asked);
            if (failure is null)
            {
                route.Slowest = Longer(route.Slowest, now - asked);
                route.Silence = Longer(route.Silence, now - (since > route.Answered ? since : route.Answered));
                route.Failing = Longer(route.Failing, now - (route.FailedFirst ?? now));
                (route.Answered, route.Asking, route.FailedFirst) = (now, null, null);
                return;
            }
            (route.Asking, route.FailedFirst) = (since, route.FailedFirst ?? now);
            if (later)
                route.Later++;
            else
                route.Failed++;
            var what = $"{name}: {failure}";
            failures[what] = failures.GetValueOrDefault(what) + 1;
        }
    }

    /// <summary>A line for each route.</summary>
    public string Routes()
    {
        lock (turn)
        {
            var text = new StringBuilder("attempts  503 later   failed  longest without an answer\n");
            foreach (var (name, route) in routes.OrderBy(x => x.Key, StringComparer.Ordinal))
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{route.Attempts,8} {route.Later,10} {route.Failed,8} {route.Silence.TotalSeconds,8:0.0} s   {name}");
            return text.ToString();
        }
    }

    /// <summary>The failures and how often each came, the most frequent first.</summary>
    public string Failures(int atMost = 20)
    {
        lock (turn)
            return string.Concat(failures.OrderByDescending(x => x.Value).Take(atMost).Select(x => $"{x.Value,6} x {x.Key}\n"));
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private int Sum(Func<Route, int> of)
    {
        lock (turn)
            return routes.Values.Sum(of);
    }

    [GeneratedRegex("(?<=/)[^/]*[0-9][^/]*")]
    private static partial Regex Variable();
}
