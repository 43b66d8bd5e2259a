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
}
