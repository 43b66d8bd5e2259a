using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class RequestTests(Samples samples) : IClassFixture<Samples>
{
    [Theory]
    [InlineData("", 400, "request.malformed")]
    [InlineData("{", 400, "request.malformed")]
    [InlineData("{\"text\":\"x\"} {}", 400, "request.malformed")]
    [InlineData("null", 422, "request.wrong-type")]
    [InlineData("[]", 422, "request.wrong-type")]
    [InlineData("""{"text":7,"facility":"HGIMB000011"}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","pieces":"7"}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","pieces":99999999999999999999}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","on":"2026-02-30"}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","colour":"red"}""", 422, "request.unknown-member")]
    [InlineData("""{"text":"x","facility":"HG"}""", 422, "facility.malformed")]
    [InlineData("""{"text":"x","facility":null}""", 422, "facility.malformed")]
    [InlineData("""{"text":"a\u0000b","facility":"HGIMB000011"}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"a\ud800b","facility":"HGIMB000011"}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","Text":"y","facility":"HGIMB000011"}""", 422, "request.duplicate-member")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","pieces":5,"pieces":500}""", 422, "request.duplicate-member")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","tags":[{"name":"a"},{"name":"b","NAME":"c"}]}""", 422, "request.duplicate-member")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","more":{"a":[{"b":1,"\u0042":2}]}}""", 422, "request.duplicate-member")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","about":"00000000-0000-0000-0000-000000000000"}""", 422, "request.zero-id")]
    [InlineData("""{"text":"x","facility":"HGIMB000011","tags":[{"weight":2147483648}]}""", 422, "request.wrong-type")]
    [InlineData("""{"text":"x","text":"y","facility":}""", 400, "request.malformed")]
    public async Task Bad_input_has_a_status_and_a_stable_code_and_leaves_nothing(string body, int status, string code)
    {
        var id = Guid.CreateVersion7();
        var answer = await samples.Central.Put($"/alpha/notes/{id}", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(0, await samples.Alpha(db => db.Notes.CountAsync(x => x.Id == id)));
    }

    [Theory]
    [InlineData("pieces", "\"7\"", "sin comillas")]
    [InlineData("pieces", "1.5", "sin decimales")]
    [InlineData("pieces", "99999999999999999999", "demasiado grande")]
    [InlineData("on", "\"2026-02-30\"", "no es una fecha que exista")]
    [InlineData("on", "\"30/02/2026\"", "año-mes-día")]
    [InlineData("at", "\"2026-10-15T09:30:00\"", "diferencia con UTC")]
    [InlineData("about", "\"x\"", "UUID")]
    [InlineData("about", "\"00000000-0000-0000-0000-000000000000\"", "puros ceros")]
    [InlineData("tags", "{}", "una lista")]
    [InlineData("tags[0]", "7", "un objeto", "tags", "[7]")]
    [InlineData("tags[0].scope", "", "nation, state, facility", "tags", "[{\"scope\":\"x\"}]")]
    [InlineData("tags[1].nam", "", "No se conoce el campo", "tags", "[null,{\"nam\":1}]")]
    [InlineData("text", "7", "un texto")]
    public async Task Each_mistake_is_named_with_its_member_in_words_of_its_own(
        string field, string value, string says, string? member = null, string? whole = null)
    {
        var body = $$"""{"text":"x","facility":"HGIMB000011","{{member ?? field}}":{{whole ?? value}}}""";
        var answer = await samples.Central.Put(
            $"/alpha/notes/{Guid.CreateVersion7()}",
            body.Replace("\"text\":\"x\",\"facility\":\"HGIMB000011\",\"text\"", "\"facility\":\"HGIMB000011\",\"text\"",
            StringComparison.Ordinal));
        Assert.Equal((422, field), (answer.Status, answer.Json.GetProperty("field").GetString()));
        Assert.Contains(says, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zero_id_is_refused_in_an_address_too()
    {
        var answer = await samples.Put(Guid.Empty, "nobody made an id");
        Assert.Equal((422, "request.zero-id"), (answer.Status, answer.Code));
        Assert.Equal(0, await samples.Alpha(db => db.Notes.CountAsync(x => x.Id == Guid.Empty)));
    }

    [Fact]
    public async Task Answers_and_problems_have_accents_as_letters()
    {
        var kept = await samples.Put("dirección ñ «¿?» – €");
        Assert.Contains("dirección ñ «¿?» – €",
            (await samples.Central.Get("/alpha/notes?text=" + Uri.EscapeDataString("dirección ñ «¿?» – €"))).Text,
            StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, kept);
        var problem = await samples.Central.Get("/alpha/notes?limit=0");
        Assert.Contains("El límite", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_that_no_number_holds_is_refused()
    {
        Assert.Equal("3", (await samples.Central.Get("/alpha/sum?one=1&other=2")).Text);
        var answer = await samples.Central.Get($"/alpha/sum?one={long.MaxValue}&other=1");
        Assert.Equal((422, "request.number-too-large"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] body = [.. """{"facility":"HGIMB000011","text":"a"""u8, 0xff, 0xfe, .. "\"}"u8];
        var answer = await samples.Central.Send(HttpMethod.Put, $"/alpha/notes/{Guid.CreateVersion7()}", body, "application/json");
        Assert.InRange(answer.Status, 400, 422);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? type)
    {
        var answer = await samples.Central.Send(HttpMethod.Put, $"/alpha/notes/{Guid.CreateVersion7()}", "{}"u8.ToArray(), type);
        Assert.Equal((415, "request.media-type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("application/json; charset=klingon", "klingon")]
    [InlineData("application/json; charset=iso-8859-1", "iso-8859-1")]
    [InlineData("application/json; charset=\"UTF-16\"", "utf-16")]
    [InlineData("application/json; charset=utf-8; charset=latin1", "latin1")]
    [InlineData("application/json; charset=", "")]
    public async Task Another_charset_than_UTF_8_is_415_and_leaves_nothing(string type, string named)
    {
        var id = Guid.CreateVersion7();
        var body = Encoding.UTF8.GetBytes("""{"text":"niño","facility":"HGIMB000011"}""");
        var answer = await samples.Central.Send(HttpMethod.Put, $"/alpha/notes/{id}", body, type);
        Assert.Equal((415, "request.charset"), (answer.Status, answer.Code));
        Assert.Contains($"charset={named} ", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await samples.Alpha(db => db.Notes.CountAsync(x => x.Id == id)));
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;charset=utf8")]
    public async Task UTF_8_may_be_named(string type)
    {
        var body = Encoding.UTF8.GetBytes("""{"text":"niño","facility":"HGIMB000011"}""");
        Assert.Equal(201, (await samples.Central.Send(HttpMethod.Put, $"/alpha/notes/{Guid.CreateVersion7()}", body, type)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_a_megabyte_is_413_also_in_chunks(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"facility":"HGIMB000011","text":"{{new string('x', Body<object>.MaxBytes)}}"}""");
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"/alpha/notes/{Guid.CreateVersion7()}") { Content = chunked ? new StreamContent(new MemoryStream(body))
            : new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new("Bearer", samples.Host.Token(Roles.Central));
        using var answer = await samples.Host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("request.too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 10; i++) // whatever connection they come by
            Assert.Equal(200, (await samples.Central.Get("/alpha/notes?limit=1")).Status);
    }

    [Fact]
    public async Task A_fault_is_500_and_says_nothing_of_the_inside()
    {
        var answer = await samples.Central.Get("/alpha/stumble");
        Assert.Equal((500, "service.failed"), (answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, answer.Json.GetProperty("correlationId").GetGuid());
    }

    [Fact]
    public async Task Replacements_name_the_version_they_replace()
    {
        var first = await samples.Central.Put("/alpha/labels/versioned", new { text = "one" });
        Assert.Equal((201, "\"1\""), (first.Status, first.ETag));
        Assert.Equal((428, "request.version-required"),
            await StatusAndCode(samples.Central.Put("/alpha/labels/versioned", new { text = "two" })));
        foreach (var stale in (string[])["\"7\"", "soon", "W/\"1\"", "-1"])
            Assert.Equal((412, "request.stale-version"),
                await StatusAndCode(samples.Central.Put("/alpha/labels/versioned", new { text = "two" }, ifMatch: stale)));
        var second = await samples.Central.Put("/alpha/labels/versioned", new { text = "two" }, ifMatch: first.ETag);
        Assert.Equal((200, "\"2\""), (second.Status, second.ETag));
    }

    [Fact]
    public async Task Lists_page_to_their_end_without_leaving_out_or_repeating()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add(await samples.Put("paged"));
        var seen = new List<Guid>();
        for (var next = ""; ;)
        {
            var page = (await samples.Central.Get($"/alpha/notes?text=paged&limit=2{next}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()));
            if (page.GetProperty("next").GetString() is not { } after)
                break;
            next = "&after=" + after;
        }
        Assert.Equal(ids.Order(), seen.Order());
    }

    private static async Task<(int, string?)> StatusAndCode(Task<Answer> answering) =>
        await answering is var answer ? (answer.Status, answer.Code) : default;
}
