using System.Text;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class NdjsonTests
{
    [Theory]
    [InlineData("[", true)]
    [InlineData(" [{\"id\":1},", true)]
    [InlineData("[{\"id\":1}]\r", true)]
    [InlineData("{", true)]
    [InlineData("{ \"id\": 1,", true)]
    [InlineData("{\"id\":1}", false)]
    [InlineData("{\"id\":1} ", false)]
    [InlineData("{\"id\":1},", false)]
    [InlineData("not JSON", false)]
    [InlineData("", false)]
    public void An_array_and_an_object_over_several_lines_are_told_by_the_first_line(string line, bool isOther) =>
        Assert.Equal(isOther ? "request.not-ndjson" : null, Ndjson.IsOther(Encoding.UTF8.GetBytes(line))?.Code);

    [Theory]
    [InlineData("{\"id\":\"0190f5a4-7c1e-7000-8000-000000000001\",\"lines\":7}", true)]
    [InlineData("{\"lines\":[{\"id\":\"x\"}],\"Id\":\"0190f5a4-7c1e-7000-8000-000000000001\"}", true)]
    [InlineData("{\"id\":\"0190f5a4-7c1e-7000-8000-000000000001\",\"lines\":", true)]
    [InlineData("{\"id\":\"0190f5a4-7c1e-7000-8000-000000000001\",\"text\":\"\\ud800\"}", true)]
    [InlineData("{\"id\":\"0190f5a4-7c1e-7000-8000-000000000001\",\"ID\":\"0190f5a4-7c1e-7000-8000-000000000002\"}", false)]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000000\",\"lines\":7}", false)]
    [InlineData("{\"id\":7,\"lines\":7}", false)]
    [InlineData("{\"of\":{\"id\":\"0190f5a4-7c1e-7000-8000-000000000001\"}}", false)]
    [InlineData("[\"id\",\"0190f5a4-7c1e-7000-8000-000000000001\"]", false)]
    [InlineData("{\"lines\":[}", false)]
    [InlineData("", false)]
    public void The_id_of_a_line_is_read_although_the_rest_cannot_be(string line, bool hasId) => Assert.Equal(
        hasId ? Guid.Parse("0190f5a4-7c1e-7000-8000-000000000001") : null, Ndjson.IdIn(Encoding.UTF8.GetBytes(line)));
}
