using System.Text.Json;

namespace Supply.EndToEnd;

public sealed record Reply(int Status, string Text, string? ETag = null)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public override string ToString() => $"{Status} {Text}";
}
