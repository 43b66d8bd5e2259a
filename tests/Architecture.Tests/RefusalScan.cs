using System.Text.RegularExpressions;

namespace Supply.Architecture.Tests;

/// <summary>
/// Finds in the sources each place where a refusal gets its code and its text: <c>Refusal.Invalid("code", "text", ...)</c>,
/// <c>new Refusal(RefusalKind.Invalid, "code", "text", ...)</c> and <c>WriteProblem(status, "code", "text")</c>.
/// </summary>
internal static partial class RefusalScan
{
    private static readonly Dictionary<string, int> statuses = new()
    {
        ["Malformed"] = 400, ["Forbidden"] = 403, ["NotFound"] = 404, ["Conflict"] = 409, ["Stale"] = 412, ["Invalid"] = 422,
        ["VersionRequired"] = 428,
    };

    /// <summary>The parts of the code in which something is refused, in the order of the page.</summary>
    public static IEnumerable<(string Part, string Folder)> Parts =>
    [
        .. Directory.GetDirectories(Path.Combine(House.Root, "services")).Order(StringComparer.Ordinal)
            .Select(x => (Path.GetFileName(x), x)),
        ("Every service", Path.Combine(House.Root, "shared")),
        ("Gateway", Path.Combine(House.Root, "gateway")),
        ("Accounts of the embedded program", Path.Combine(House.Root, "deploy/Authority")),
    ];

    public static IEnumerable<ScannedRefusal> In(string folder) =>
        from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
        where !Regex.IsMatch(file, @"[\\/](bin|obj|Migrations)[\\/]")
        let source = File.ReadAllText(file)
        from found in InText(source).Concat(OfDates(source))
        select found with { File = Path.GetRelativePath(House.Root, file).Replace('\\', '/') };

    public static IEnumerable<ScannedRefusal> InText(string source)
    {
        foreach (Match made in Made().Matches(source))
            yield return new(made.Groups["code"].Value, statuses[made.Groups["kind"].Value], TextOf(made), "");
        // What a function makes of the case at hand is no text that can be read here.
        foreach (Match made in MadeWithoutText().Matches(source))
            yield return new(made.Groups["code"].Value, statuses[made.Groups["kind"].Value], "", "");
        foreach (Match written in Written().Matches(source))
        {
            _ = int.TryParse(written.Groups["status"].Value, out var status);
            yield return new(written.Groups["code"].Value, status, TextOf(written), "");
        }
        // A rule that several share takes the code as an argument with a usual value, and has the text beside it.
        foreach (Match usual in Usual().Matches(source))
        {
            var end = source.IndexOf("\n\n", usual.Index, StringComparison.Ordinal);
            var method = source[usual.Index..(end < 0 ? source.Length : end)];
            var made = MadeOf(usual.Groups["name"].Value).Match(method);
            // or passes it on to a helper of the same file, which has the text
            var helper = Regex.Match(method, $@"(?<helper>[A-Z]\w+)\((?:[^()]|\([^()]*\))*\b{usual.Groups["name"].Value}\b");
            if (!made.Success && helper.Success)
            {
                var declared = Regex.Match(source, $@"\b{helper.Groups["helper"].Value}\((?<parameters>[^)]*string \w+[^)]*)\)\s*=>");
                foreach (Match parameter in Regex.Matches(declared.Groups["parameters"].Value, @"string (?<name>\w+)"))
                    if (!made.Success)
                        made = MadeOf(parameter.Groups["name"].Value).Match(source, declared.Index);
            }
            var usually = made.Success ? statuses[made.Groups["kind"].Value] : 422;
            yield return new(usual.Groups["code"].Value, usually, made.Success ? TextOf(made) : "", "");
        }
    }

    /// <summary>What the audit keeps as done: these texts look like codes.</summary>
    public static IEnumerable<string> AuditActions(string folder) =>
        from file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
        from Match audited in Regex.Matches(File.ReadAllText(file), @"Audit\([^;]{0,300}")
        from Match action in Regex.Matches(audited.Value, $"\"(?<code>{Code})\"")
        select action.Groups["code"].Value;

    /// <summary>A rule of the kernel's <c>DateRules</c> that is given a code of the service's own has the text.</summary>
    private static IEnumerable<ScannedRefusal> OfDates(string source) =>
        from Match call in Regex.Matches(source, @"DateRules\.(?<rule>[A-Z]\w+)\((?<arguments>[^;]{0,400})")
        from Match code in Regex.Matches(call.Groups["arguments"].Value.Split("DateRules.")[0], $"\"(?<code>{Code})\"")
        select new ScannedRefusal(code.Groups["code"].Value, 422, dateTexts.Value.GetValueOrDefault(call.Groups["rule"].Value, ""), "");

    private static readonly Lazy<Dictionary<string, string>> dateTexts = new(() =>
    {
        var rules = File.ReadAllText(Path.Combine(House.Root, "shared/Supply.Kernel/DateRules.cs"));
        return Regex.Split(rules, @"(?=public static Refusal\? )").Skip(1).GroupBy(x => Regex.Match(x, @"Refusal\? (\w+)").Groups[1].Value)
            .ToDictionary(
                x => x.Key, x => string.Join(" / ", InText(x.First() + rules[rules.IndexOf("private static", StringComparison.Ordinal)..])
                .Where(y => y.Code.StartsWith("date.", StringComparison.Ordinal)).Select(y => y.Text).Where(y => y.Length > 0).Distinct()));
    });

    /// <summary>Whether the text is a code: <c>service.reason</c>.</summary>
    public static bool IsCode(string text) => Regex.IsMatch(text, "^" + Code + "$");

    /// <summary>A refusal whose code is the named argument.</summary>
    private static Regex MadeOf(string name) => new(
        $@"(?:Refusal\.(?<kind>\w+)\(|RefusalKind\.(?<kind>\w+),)\s*{name}\s*,\s*{Text}", RegexOptions.Singleline);

    private static string TextOf(Match match) => string.Join(
        " / ", ((string[])[TextOf(match.Groups["text"].Value), TextOf(match.Groups["other"].Value)]).Where(x => x.Length > 0));

    private static string TextOf(string literals)
    {
        // Literals that are added up are one text; a raw quote or brace stands doubled or escaped in them.
        var text = string.Concat(
            Regex.Matches(literals, Piece).Select(x => x.Value.StartsWith('$') ? Holes(x.Value[2..^1]) : x.Value[1..^1]));
        return Regex.Unescape(text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal));
    }

    private static string Holes(string text)
    {
        while (Regex.IsMatch(text, @"\{[^{}]*\}"))
            text = Regex.Replace(text, @"\{[^{}]*\}", "…");
        return text;
    }

    private const string Code = "[a-z][a-z-]*\\.[a-z0-9][a-z0-9-]*";
    private const string Piece =
        "\\$\"(?:[^\"\\\\{]|\\\\.|\\{(?:[^{}\"]|\"[^\"]*\"|\\{[^{}]*\\})*\\})*\"|\"(?:[^\"\\\\]|\\\\.)*\"";
    private const string Literal = "(?:" + Piece + ")(?:\\s*\\+\\s*(?:" + Piece + "))*";

    /// <summary>The text, or two between which a condition decides.</summary>
    private const string Text = "(?:[^;\"]{0,200}\\?\\s*)?(?<text>" + Literal + ")(?:\\s*:\\s*(?<other>" + Literal + "))?";
    private const string Kinds = "Malformed|Invalid|NotFound|Conflict|Forbidden|Stale|VersionRequired";

    [GeneratedRegex(
        "(?:Refusal\\.(?<kind>" + Kinds + ")\\(|new(?: Refusal)?\\(RefusalKind\\.(?<kind>\\w+),)\\s*\"(?<code>" + Code
        + ")\"\\s*,\\s*" + Text,
        RegexOptions.Singleline)]
    private static partial Regex Made();

    [GeneratedRegex(
        "WriteProblem\\(\\s*(?:StatusCodes\\.Status)?(?<status>[0-9]{3}|status)\\w*\\s*,\\s*\"(?<code>" + Code + ")\"\\s*,\\s*" + Text,
        RegexOptions.Singleline)]
    private static partial Regex Written();

    [GeneratedRegex("Refusal\\.(?<kind>" + Kinds + ")\\(\\s*\"(?<code>" + Code + ")\"\\s*,\\s*[A-Za-z]")]
    private static partial Regex MadeWithoutText();

    [GeneratedRegex("string (?<name>\\w+) = \"(?<code>" + Code + ")\"")]
    private static partial Regex Usual();
}
