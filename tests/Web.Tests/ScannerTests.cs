namespace Supply.Web.Tests;

/// <summary>The scanner of the tests, in the browser as it is.</summary>
public sealed class ScannerTests
{
    [Fact]
    public async Task Its_keys_reach_the_field_with_the_times_of_a_scanner()
    {
        Chromium.SkipWhereMissing();
        await using var chromium = await Chromium.Launch();
        await using var screen = await chromium.Open(new Uri("about:blank"));
        await screen.Page.SetContentAsync("<input>");
        await screen.Page.EvaluateAsync("() => { keys = []; onkeydown = x => keys.push([x.key, x.ctrlKey, x.timeStamp]) }");
        await screen.Page.FocusAsync("input");
        await Scanner.Scan(screen.Page, "(01)A\u001dz-9");
        Assert.Equal("(01)Az-9", await screen.Page.InputValueAsync("input"));
        var keys = await screen.Page.EvaluateAsync<string[]>("keys.map(x => x[0] + (x[1] ? '+Ctrl' : ''))");
        Assert.Equal(["(", "0", "1", ")", "A", "]+Ctrl", "z", "-", "9", "Enter"], keys);
        var pauses = await screen.Page.EvaluateAsync<double[]>("keys.slice(1).map((x, i) => x[2] - keys[i][2])");
        Assert.All(pauses, x => Assert.InRange(x, 4, 6));
    }
}
