using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// A scanner that is a keyboard. Its keys carry the times at which a scanner strikes them, however busy the machine is that runs the test.
/// </summary>
internal static class Scanner
{
    private const char Separator = '\u001d';
    private const int Ctrl = 2;

    /// <param name="text">As the scanner sends it; the separator is Ctrl+], as most scanners make it.</param>
    /// <param name="pace">Milliseconds from one key to the next.</param>
    /// <param name="end">The key that ends it; null: none.</param>
    public static async Task Scan(IPage page, string text, double pace = 5, string? end = "Enter")
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var keys = text.Select(Key).Concat(end is null ? [] : [Ending(end)]).ToList();
        var sent = keys.SelectMany((key, i) => new[]
        {
            session.SendAsync("Input.dispatchKeyEvent", At("keyDown", key, start + (i * pace))),
            session.SendAsync("Input.dispatchKeyEvent", At("keyUp", key, start + ((i + 0.5) * pace))),
        }).ToList();
        await Task.WhenAll(sent);
        await session.DetachAsync();
    }

    private static Dictionary<string, object> At(string type, Dictionary<string, object> key, double milliseconds)
    {
        var all = new Dictionary<string, object>(key) { ["type"] = type, ["timestamp"] = milliseconds / 1000 };
        if (type == "keyUp")
            all.Remove("text");
        return all;
    }

    private static Dictionary<string, object> Key(char x) => x == Separator
        ? new() { ["key"] = "]", ["code"] = "BracketRight", ["windowsVirtualKeyCode"] = 221, ["modifiers"] = Ctrl }
        : new()
        {
            ["key"] = x.ToString(), ["text"] = x.ToString(),
            ["windowsVirtualKeyCode"] = char.IsAsciiLetterOrDigit(x) ? char.ToUpperInvariant(x) : 0,
        };

    private static Dictionary<string, object> Ending(string key) => key == "Tab"
        ? new() { ["key"] = "Tab", ["code"] = "Tab", ["windowsVirtualKeyCode"] = 9 }
        : new() { ["key"] = "Enter", ["code"] = "Enter", ["text"] = "\r", ["windowsVirtualKeyCode"] = 13 };
}
