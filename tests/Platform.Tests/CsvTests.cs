using System.Text;
using System.Text.Json;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class CsvTests(Samples samples) : IClassFixture<Samples>
{
    private const string Header = "Clave,  Descripción   del artículo ,otra\r\n";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("latin1", false)]
    public async Task Reads_the_encodings_in_which_official_lists_come(string encoding, bool mark)
    {
        var rows = await Read([.. mark ? (byte[])[0xef, 0xbb, 0xbf] : [], .. Encoding.GetEncoding(encoding).GetBytes(Header + "010.000.0104.00,Paracetamol niño ¼,x\r\n")]);
        Assert.Equal((1, "010.000.0104.00", "Paracetamol niño ¼"), Assert.Single(rows));
    }

    [Fact]
    public async Task Quoted_fields_may_hold_newlines_commas_and_quotes()
    {
        var rows = await Read(Encoding.UTF8.GetBytes(Header + "a,\"first\nsecond, \"\"third\"\"\",x\nb, padded  ,x\n"));
        Assert.Equal([(1, "a", "first\nsecond, \"third\""), (2, "b", "padded")], rows);
    }

    [Fact]
    public async Task Blank_rows_count_for_numbers_only_where_they_have_commas_and_short_rows_are_empty_at_their_end()
    {
        var rows = await Read(Encoding.UTF8.GetBytes(Header + "a\n,,\nb,text,x,more\n\n,,\n"));
        Assert.Equal([(1, "a", ""), (3, "b", "text")], rows);
    }

    [Fact]
    public async Task A_column_that_the_file_lacks_is_null_and_its_other_name_is_found()
    {
        var answer = await samples.Central.PostText("/alpha/lists", "cve\nx\n", "text/csv; charset=utf-8");
        var row = answer.Json.GetProperty("items")[0];
        Assert.Equal("x", row.GetProperty("clave").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("text").ValueKind);
    }

    [Theory]
    [InlineData("", "text/csv", 422, "csv.malformed")]
    [InlineData("name\nx\n", "text/csv", 422, "csv.missing-column")]
    [InlineData("clave\na\0b\n", "text/csv", 422, "csv.malformed")]
    [InlineData("clave\n1\n", "application/json", 415, "request.media-type")]
    public async Task Refuses_what_is_no_such_list(string body, string type, int status, string code)
    {
        var answer = await samples.Central.PostText("/alpha/lists", body, type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task More_than_64_MB_in_chunks_is_413_and_leaves_no_file()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alpha/lists") { Content = new StreamContent(new Endless(Csv.MaxBytes + 1)) };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", samples.Host.Token(Roles.Central));
        using var answer = await samples.Host.Http.SendAsync(request);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    private async Task<List<(int, string?, string?)>> Read(byte[] file)
    {
        var answer = await samples.Central.Send(HttpMethod.Post, "/alpha/lists", file, "text/csv");
        Assert.Equal(200, answer.Status);
        return [.. answer.Json.GetProperty("items").EnumerateArray().Select(x => (x.GetProperty("number").GetInt32(), x.GetProperty("clave").GetString(), x.GetProperty("text").GetString()))];
    }

    private sealed class Endless(long length) : Stream
    {
        private long left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(left, count);
            Array.Fill(buffer, (byte)'a', offset, count);
            left -= count;
            return count;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
