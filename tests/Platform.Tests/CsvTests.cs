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
    [InlineData("utf-16", true)]
    public async Task Reads_the_encodings_in_which_official_lists_come(string encoding, bool mark)
    {
        var of = Encoding.GetEncoding(encoding);
        var rows = await Read([.. mark ? of.Preamble.ToArray() : [], .. of.GetBytes(Header + "010.000.0104.00,Paracetamol niño ¼,x\r\n")]);
        Assert.Equal((2, "010.000.0104.00", "Paracetamol niño ¼", null), Assert.Single(rows));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_what_Excel_writes_with_its_dashes_and_quotes()
    {
        var rows = await Read([.. Encoding.Latin1.GetBytes("Clave,Descripci\u00F3n del art\u00EDculo\na,S\u00D3LIDO "), 0x96, 0x20, 0x93,
            0x78, 0x94, 0x20, 0x80, (byte)'\n']);
        Assert.Equal((2, "a", "SÓLIDO – “x” €", null), Assert.Single(rows));
    }

    [Theory]
    [InlineData(new byte[] { 0xD1 })] // a windows-1252 letter
    [InlineData(new byte[] { 0xC3 })] // half of a UTF-8 one
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // half of a surrogate pair
    [InlineData(new byte[] { 0xC0, 0x80 })] // overlong
    public async Task One_stray_byte_in_a_UTF_8_file_refuses_it_and_turns_nothing_to_mojibake(byte[] stray)
    {
        var answer = await Send([.. Encoding.UTF8.GetBytes(Header + "a,niño,\nb,"), .. stray, .. ",\n"u8]);
        Assert.Equal((422, "csv.encoding"), (answer.Status, answer.Code));
        Assert.Contains("3", answer.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("windows-1252", "text/csv; charset=windows-1252")]
    [InlineData("windows-1252", "text/csv; charset=ISO-8859-1")]
    [InlineData("utf-8", "text/csv; charset=\"UTF-8\"")]
    public async Task A_charset_that_is_named_is_honoured(string encoding, string type)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        // É and a closing quotation mark in windows-1252 could also be a letter in UTF-8: without the name the file is ambiguous
        var answer = await samples.Central.Send(HttpMethod.Post, "/alpha/lists",
            bytes.GetBytes("clave,Descripción del artículo\na,“CAFÉ” niño\n"), type);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("“CAFÉ” niño", Assert.Single(answer.Read<Page<Row>>().Items).Text);
    }

    [Theory]
    [InlineData("utf-8", "text/csv; charset=klingon", 415, "request.charset")]
    [InlineData("utf-8", "text/csv; charset=", 415, "request.charset")]
    [InlineData("utf-8", "text/csv; charset=utf-8; charset=windows-1252", 415, "request.charset")]
    [InlineData("utf-8", "text/csv; charset=iso-8859-1", 422, "csv.encoding")]
    [InlineData("windows-1252", "text/csv; charset=utf-8", 422, "csv.encoding")]
    [InlineData("utf-16", "text/csv; charset=utf-8", 422, "csv.encoding")]
    public async Task A_charset_that_is_unknown_or_not_that_of_the_bytes_is_refused(string encoding, string type, int status, string code)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var answer = await samples.Central.Send(HttpMethod.Post, "/alpha/lists",
            [.. encoding == "utf-16" ? bytes.Preamble.ToArray() : [], .. bytes.GetBytes("clave,otra\na,niño\n")], type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_byte_that_no_encoding_has_refuses_the_file() =>
        Assert.Equal("csv.encoding", (await Send([.. "clave\n"u8, 0xD1, (byte)'\n', 0x81, (byte)'\n'])).Code);

    [Fact]
    public async Task Quoted_fields_may_hold_newlines_separators_and_quotes()
    {
        var rows = await Read(Header + "a,\"first\nsecond, \"\"third\"\"\",x\nb, padded  ,x\nc, \"in; blanks\" ,x\nd,3\" x 5\",x\n");
        Assert.Equal([(2, "a", "first\nsecond, \"third\"", null), (4, "b", "padded", null), (5, "c", "in; blanks", null),
            (6, "d", "3\" x 5\"", null)], rows);
    }

    [Fact]
    public async Task Rows_have_the_number_of_their_line_and_blank_ones_are_none()
    {
        var rows = await Read("\n" + Header + "a\r\n,,\r\nb,text,x\r\n\r\n , ,\r\n\r\nc\r\n");
        Assert.Equal([(3, "a", "", null), (5, "b", "text", null), (9, "c", "", null)], rows);
    }

    [Theory]
    [InlineData("a,AMOXICILINA, CAPSULA 500 MG,x")]
    [InlineData("a,3,750,x")]
    [InlineData("a,b,,,x")]
    public async Task Cells_beyond_the_header_refuse_their_row_and_empty_ones_do_not(string row)
    {
        var rows = await Read(Header + row + "\nb,text,x,,\n");
        Assert.Equal([(2, "csv.surplus-cells"), (3, null)], rows.Select(x => (x.Line, x.Fault)));
    }

    [Fact]
    public async Task A_column_without_a_name_holds_nothing_but_a_number_before_the_first()
    {
        Assert.Equal([(2, "csv.surplus-cells"), (3, null)], (await Read("clave,,otra\na,b,c\nd,,e\n")).Select(x => (x.Line, x.Fault)));
        Assert.Equal([(2, "a", "b", null)], await Read(",clave,descripcion del articulo\n0,a,b\n"));
    }

    [Theory]
    [InlineData("a,\"open,x\nb,two,x\nc,three,x\n", 2)]
    [InlineData("a,\"open,x\nb,\"two\",x\nc,three,x\n", 2)]
    [InlineData("a,one,x\nb,two,x\nc,\"open", 4)]
    [InlineData("a,\"shut\" and more,x\nb,two,x\nc,three,x\n", 2)]
    [InlineData("a,one,x\nb,\"\"\"\"two\"\",x\nc,three,x\n", 3)]
    public async Task An_unclosed_quote_refuses_its_line_and_swallows_no_other(string list, int line)
    {
        var rows = await Read(Header + list);
        Assert.Equal([2, 3, 4], rows.Select(x => x.Line));
        Assert.Equal([(line, "csv.quotes")], rows.Where(x => x.Fault is not null).Select(x => (x.Line, x.Fault)));
    }

    [Fact]
    public async Task Many_unclosed_quotes_take_no_longer_than_their_lines()
    {
        var rows = await Read("clave\n" + string.Concat(Enumerable.Repeat("\"a\"\"\n", 20_000)));
        Assert.Equal(20_000, rows.Count(x => x.Fault == "csv.quotes"));
    }

    [Theory]
    [InlineData("clave;descripcion del articulo;otra\na;b, c;d\n")]
    [InlineData("clave\tdescripcion del articulo\totra\na\tb, c\td\n")]
    [InlineData("sep=;\nclave;descripcion del articulo\na;b, c\n")]
    [InlineData("\"sep=;\"\r\nclave;descripcion del articulo\r\na;b, c\r\n")]
    [InlineData("sep=,\nclave,descripcion del articulo\na,\"b, c\"\n")]
    [InlineData("sep=\t\nclave\tdescripcion del articulo\na\tb, c\n")]
    [InlineData("\"clave\";\"descripcion del articulo\";\"otra, cosa\"\na;b, c;\n")]
    public async Task The_separator_is_recognised(string list)
    {
        var row = Assert.Single(await Read(list));
        Assert.Equal(("a", "b, c", null), (row.Clave, row.Text, row.Fault));
    }

    [Fact]
    public async Task Names_of_columns_are_found_whatever_their_blanks_case_and_accents() =>
        Assert.Equal([(2, "a", "b", null)], await Read("\uFEFF CLAVE\u00A0,\u200BDescripcion\u00A0del  ARTÍCULO\na,b\n"));

    [Theory]
    [InlineData("clave,descripcion;otra\na,b;c\n", "csv.separator")]
    [InlineData("clave;a\tb\n", "csv.separator")]
    [InlineData("sep=|\nclave|b\n", "csv.separator")]
    [InlineData("clave,otra, CLAVE \na,b,c\n", "csv.repeated-column")]
    [InlineData("clave,descripción,DESCRIPCION\na,b,c\n", "csv.repeated-column")]
    [InlineData("\"clave,otra\na,b\n", "csv.quotes")]
    public async Task An_ambiguous_file_is_refused_before_a_row_is_read(string list, string code)
    {
        var answer = await Send(Encoding.UTF8.GetBytes(list));
        Assert.Equal((422, code), (answer.Status, answer.Code));
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
    [InlineData("\n \n", "text/csv", 422, "csv.malformed")]
    [InlineData("clave\n1\n", "application/json", 415, "request.media-type")]
    public async Task Refuses_what_is_no_such_list(string body, string type, int status, string code)
    {
        var answer = await samples.Central.PostText("/alpha/lists", body, type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task More_than_64_MB_in_chunks_is_413_and_leaves_no_file()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/alpha/lists") { Content = new StreamContent(new Endless(CsvFile.MaxBytes + 1)) };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", samples.Host.Token(Roles.Central));
        using var answer = await samples.Host.Http.SendAsync(request);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    private sealed record Row(int Line, string? Clave, string? Text, string? Fault);

    private Task<List<(int Line, string? Clave, string? Text, string? Fault)>> Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    private async Task<List<(int Line, string? Clave, string? Text, string? Fault)>> Read(byte[] file)
    {
        var answer = await Send(file);
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Read<Page<Row>>().Items.Select(x => (x.Line, x.Clave, x.Text, x.Fault))];
    }

    private Task<Answer> Send(byte[] file) => samples.Central.Send(HttpMethod.Post, "/alpha/lists", file, "text/csv");

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
