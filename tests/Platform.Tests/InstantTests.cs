using System.Text;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class InstantTests
{
    private sealed record Request(DateTimeOffset? At);

    [Theory]
    [InlineData("2026-10-15T23:30:00-08:00", 7)]
    [InlineData("2026-10-15T23:30:00Z", 23)]
    [InlineData("2026-10-15T23:30:00.123456+00:00", 23)]
    public void An_instant_with_its_offset_is_read(string text, int hour) =>
        Assert.Equal(hour, HttpJson.Read<Request>(Encoding.UTF8.GetBytes($$"""{"at":"{{text}}"}""")).Value.At!.Value.UtcDateTime.Hour);

    [Theory]
    [InlineData("2026-10-15T23:30:00")]
    [InlineData("2026-10-15")]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("hoy")]
    public void An_instant_that_leaves_its_offset_to_the_server_is_refused(string text)
    {
        var refused = HttpJson.Read<Request>(Encoding.UTF8.GetBytes($$"""{"at":"{{text}}"}"""));
        Assert.Equal(("request.wrong-type", "at"), (refused.Refusal!.Code, refused.Refusal.Field));
    }
}
