using System.Globalization;
using System.Text;
using Mono.Cecil.Cil;

namespace Supply.Architecture.Tests;

/// <summary><c>docs/refusals.md</c> lists every refusal that the code can answer, and is made from it.</summary>
public sealed class RefusalPageTests
{
    [Fact]
    public void The_page_of_refusals_is_what_the_code_says()
    {
        var page = new StringBuilder("""
            # Refusals

            Made from the code by `tests/Architecture.Tests` (`APPROVE=1` writes it anew). An answer that refuses is an
            `application/problem+json` with the `code`, which is stable, and the Spanish text as `detail`, which may
            change; `…` stands for what the case at hand fills in. `field` names the member of the request that is at
            fault, where there is one.

            Status: 400 the bytes cannot be read, 401 no valid token, 403 not this caller's to do or see, 404 there is no
            such thing, 409 it contradicts what is stored and repeating it does not help, 412 somebody changed it
            meanwhile, 413 too large, 415 not the type of content that the route reads, 422 readable, but a rule says no,
            428 a replacement must name the version that it replaces, 429 and 503 come back later.

            """.ReplaceLineEndings("\n"));
        foreach (var (part, folder) in RefusalScan.Parts)
        {
            page.Append("\n## ").Append(part).Append("\n\n| code | status | text | where |\n|---|---|---|---|\n");
            var codes = RefusalScan.In(folder).GroupBy(x => (x.Code, x.Status));
            foreach (var code in codes.OrderBy(x => x.Key.Code, StringComparer.Ordinal).ThenBy(x => x.Key.Status))
            {
                var status = code.Key.Status == 0 ? "other" : $"{code.Key.Status}";
                var texts = string.Join(" / ", code.Select(x => x.Text).Where(x => x.Length > 0).Distinct().Order(StringComparer.Ordinal));
                var files = string.Join(' ', code.Select(x => x.File).Distinct().Order(StringComparer.Ordinal).Select(Link));
                page.Append(CultureInfo.InvariantCulture, $"| `{code.Key.Code}` | {status} | {GeneratedPage.Cell(texts)} | {files} |\n");
            }
        }
        GeneratedPage.Is("docs/refusals.md", page.ToString());
    }

    private static string Link(string file) => $"[{Path.GetFileNameWithoutExtension(file)}](../{file})";

    /// <summary>A code that reaches an answer by another way than those that the scan knows would be missing on the page.</summary>
    [Fact]
    public void No_code_that_the_programs_hold_is_missing_on_the_page()
    {
        var known = RefusalScan.Parts.SelectMany(x => RefusalScan.In(x.Folder)).Select(x => x.Code).ToHashSet(StringComparer.Ordinal);
        var audited = RefusalScan.Parts.SelectMany(x => RefusalScan.AuditActions(x.Folder));
        var kinds = known.Select(x => x.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        string[] assemblies = [.. House.Names.Select(x => x.Data), "Supply.Kernel", "Supply.Platform"];
        var held = assemblies.SelectMany(x => House.Read(x).MainModule.GetTypes()).SelectMany(x => x.Methods).Where(x => x.HasBody)
            .SelectMany(x => x.Body.Instructions).Where(x => x.OpCode == OpCodes.Ldstr).Select(x => (string)x.Operand)
            .Where(x => RefusalScan.IsCode(x) && kinds.Contains(x.Split('.')[0]));
        var missing = string.Join(' ', held.Except(known).Except(audited).Order(StringComparer.Ordinal));
        Assert.True(missing.Length == 0, missing);
    }

    [Fact]
    public void The_scan_reads_texts_of_several_parts_and_with_holes()
    {
        const string Source = """
            return Refusal.Invalid("orders.lines", $"La orden lleva de 1 a {OrderDraft.MaxLines} «renglones». "
                + "Divídala.", "lines");
            public static Refusal Own(string x) => new(RefusalKind.Forbidden, "orders.own-order", "No \"puede\".");
            context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "service.busy", "Ocupado.");
            Refusal? Award(DateOnly date, string code = "date.award") => Refusal.Invalid(code, $"El mes va de {Of("x")} a {b}.", field);

            Refusal? Moment(DateOnly date, string late = "date.late") => Within(First(date), date, "x", late);

            Refusal? Within(DateOnly a, DateOnly b, string field, string code) => a > b ? Refusal.Conflict(code, "Tarde.", field) : null;
            """;
        Assert.Equal(
        [
            new("orders.lines", 422, "La orden lleva de 1 a … «renglones». Divídala.", ""),
            new("orders.own-order", 403, "No \"puede\".", ""),
            new("service.busy", 503, "Ocupado.", ""),
            new("date.award", 422, "El mes va de … a ….", ""),
            new("date.late", 409, "Tarde.", ""),
        ], RefusalScan.InText(Source));
    }
}
