using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Tests.Features;

public sealed class RecordBatchTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private const string Path = "/dispensing/prescriptions/batch";
    private const string Ndjson = "application/x-ndjson";

    private static string Line(string facility, Guid id, int dispensed = 1, string extra = "") =>
        $$"""{"id":"{{id}}","facility":"{{facility}}","prescribedOn":"2026-10-15","presentedAt":"2026-10-15T10:00:00-06:00","""
        + $$""" "lines":[{"line":1,"clave":"010.000.0104.00","prescribed":1,"dispensed":{{dispensed}}}]{{extra}}}""";

    private sealed record Told(Guid? Id, int Line, string Status, string? Code, string? Detail);

    private static List<Told> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => MessageJson.Read<Told>(Encoding.UTF8.GetBytes(x)))];

    private async Task<List<Told>> Send(string facility, string body)
    {
        var answer = await dispensing.Pharmacy(facility).PostText(Path, body, Ndjson);
        Assert.Equal((200, Ndjson), (answer.Status, answer.MediaType));
        return Read(answer.Text);
    }

    [Fact]
    public async Task Answers_every_line_in_order_and_goes_on_past_bad_ones()
    {
        var (facility, foreign) = (dispensing.Facility(), dispensing.Facility());
        var used = Sample.NewId();
        await dispensing.Pharmacy(facility).Put(Sample.Path(used), Sample.Prescription(facility));
        var (body, expected) = (new StringBuilder(), new List<(int, string, string?)>());
        for (var i = 1; i <= 1000; i++)
        {
            var (line, status, code) = (i % 50) switch
            {
                1 => ("{\"id\":", "refused", "request.malformed"),
                2 => (Line(foreign, Sample.NewId()), "refused", "access.foreign-facility"),
                3 => (Line(facility, used), "refused", "dispensing.id-reused"),
                4 => (Line(facility, Sample.NewId(), -1), "refused", "pieces.negative"),
                5 => (Line(facility, Sample.NewId(), 1, ",\"colour\":1"), "refused", "request.unknown-member"),
                6 => (Line(facility, Sample.NewId())
                    .Replace("T10:00:00-06:00", "T10:00:00-06:00\",\"folio\":\"" + i, StringComparison.Ordinal), "recorded", null),
                7 => (Line(facility, Sample.NewId()).Replace("2026-10-15T", "2031-10-15T", StringComparison.Ordinal), "held", null),
                8 => ("{}", "refused", "dispensing.no-id"),
                9 => ("   ", "", null),
                _ => (Line(facility, Sample.NewId(), i % 2), "recorded", (string?)null),
            };
            body.Append(line).Append(i % 3 == 0 ? "\r\n" : "\n");
            if (status.Length > 0)
                expected.Add((i, status, code));
        }

        var first = await Send(facility, body.ToString());
        Assert.Equal(expected, first.Select(x => (x.Line, x.Status, x.Code)));
        Assert.Equal(expected.Count(x => x.Item2 is "recorded" or "held") + 1, (await dispensing.Stored(facility)).Count);
        Assert.Empty(await dispensing.Stored(foreign));

        // A second client replays everything: nothing is there twice.
        var before = (await dispensing.Host.Outgoing<DispensingDb, Contracts.Dispensing.PrescriptionChanged>()).Count;
        var again = await Send(facility, body.ToString());
        Assert.Equal(expected.Select(x => (x.Item1, x.Item2 is "refused" ? "refused" : "repeated")), again.Select(x => (x.Line, x.Status)));
        Assert.Equal(before, (await dispensing.Host.Outgoing<DispensingDb, Contracts.Dispensing.PrescriptionChanged>()).Count);
    }

    [Fact]
    public async Task A_line_with_a_fault_of_type_says_whose_it_is_where_its_id_can_be_read()
    {
        var (facility, ids) = (dispensing.Facility(), Enumerable.Range(0, 4).Select(_ => Sample.NewId()).ToList());
        string[] lines =
        [
            Line(facility, ids[0]).Replace("\"prescribed\":1", "\"prescribed\":\"one\"", StringComparison.Ordinal),
            Line(facility, ids[1], extra: ",\"colour\":1"),
            Line(facility, ids[2])[..^3],
            Line(facility, ids[3]).Replace("\"id\"", "\"id\":7,\"Id\"", StringComparison.Ordinal),
        ];
        var told = await Send(facility, string.Join('\n', lines));
        (Guid?, string?)[] expected = [(ids[0], "request.wrong-type"), (ids[1], "request.unknown-member"), (ids[2], "request.malformed"),
            (null, "request.wrong-type")];
        Assert.Equal(expected, told.Select(x => (x.Id, x.Code)));
        Assert.Empty(await dispensing.Stored(facility));
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("iso-8859-1")]
    public async Task Another_charset_than_UTF_8_is_refused(string charset)
    {
        var answer = await dispensing.Pharmacy(dispensing.Facility()).PostText(Path, "{}", $"{Ndjson}; charset={charset}");
        Assert.Equal((415, "request.charset"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_same_line_twice_in_a_batch_is_recorded_once()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        var told = await Send(facility, $"{Line(facility, id)}\n{Line(facility, id)}\n{Line(facility, id, 0)}\n");
        Assert.Equal([("recorded", null), ("repeated", null), ("refused", "dispensing.id-reused")], told.Select(x => (x.Status, x.Code)));
        Assert.Single(await dispensing.Stored(facility));
    }

    [Fact]
    public async Task A_line_and_a_single_put_are_the_same_record()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        await Send(facility, Line(facility, id));
        Assert.Equal(
            200, (await dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 1, 1)))).Status);
    }

    [Fact]
    public async Task Duplicates_within_a_batch_are_marked_on_both()
    {
        var facility = dispensing.Facility();
        await Send(facility, string.Join('\n', Enumerable.Range(0, 3).Select(_ => Line(facility, Sample.NewId(), 1, ",\"folio\":\"D\""))));
        var stored = await dispensing.Stored(facility);
        Assert.Equal([0, 1, 2], stored.Select(x => x.FolioUse).Order());
        Assert.All(stored, x => Assert.NotNull(x.DuplicateSince));
        foreach (var row in stored)
            Assert.True((await dispensing.Told(row.Id))[^1].PossibleDuplicate);
    }

    [Fact]
    public async Task A_line_over_the_limit_is_refused_and_the_next_one_taken()
    {
        var facility = dispensing.Facility();
        var long1 = Line(facility, Sample.NewId(), 1, $",\"service\":\"{new string('x', 300 * 1024)}\"");
        var told = await Send(facility, $"{long1}\n{Line(facility, Sample.NewId())}\n{long1}");
        Assert.Equal(
            [(1, "refused", "request.line-too-large"), (2, "recorded", null), (3, "refused", "request.line-too-large")],
            told.Select(x => (x.Line, x.Status, x.Code)));
    }

    [Fact]
    public async Task The_last_line_needs_no_newline_but_must_be_whole()
    {
        var facility = dispensing.Facility();
        Assert.Equal("recorded", Assert.Single(await Send(facility, "\uFEFF" + Line(facility, Sample.NewId()))).Status);
        var told = await Send(facility, $"{Line(facility, Sample.NewId())}\n\n{Line(facility, Sample.NewId())[..80]}");
        Assert.Equal([(1, "recorded", null), (3, "refused", "request.malformed")], told.Select(x => (x.Line, x.Status, x.Code)));
        Assert.Empty(await Send(facility, ""));
    }

    [Fact]
    public async Task A_client_that_reads_only_at_the_end_gets_every_answer()
    {
        var facility = dispensing.Facility();
        // 60,000 refusals of 300 bytes: far more than sockets and pipes between the two hold.
        const int count = 60_000;
        using var client = new TcpClient { ReceiveBufferSize = 8 * 1024 };
        await client.ConnectAsync(dispensing.Host.Http.BaseAddress!.Host, dispensing.Host.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        var line = Encoding.UTF8.GetBytes("{\"id\":\"00000000-0000-0000-0000-000000000000\"}\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(facility, count * line.Length)));
        var block = Enumerable.Repeat(line, 1000).SelectMany(x => x).ToArray();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var i = 0; i < count / 1000; i++)
            await stream.WriteAsync(block, patience.Token);

        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(patience.Token);
        Assert.Equal(count, text.Split("request.zero-id").Length - 1);
        Assert.Contains($"\"line\":{count},", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_is_answered_while_the_client_still_writes_and_what_is_committed_stays_when_it_goes_away(bool chunked)
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(dispensing.Host.Http.BaseAddress!.Host, dispensing.Host.Http.BaseAddress.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(Head(facility, 100_000, chunked) + Piece(Line(facility, id) + "\n")), patience.Token);
            using var reader = new StreamReader(stream);
            string? answer;
            do
                answer = await reader.ReadLineAsync(patience.Token);
            while (answer is not null && !answer.Contains("recorded", StringComparison.Ordinal));
            Assert.Contains(id.ToString(), answer, StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Piece(Line(facility, Sample.NewId()))), patience.Token);
        }
        await dispensing.Pharmacy(facility).Get("/dispensing/held");
        Assert.Equal(id, Assert.Single(await dispensing.Stored(facility)).Id);

        string Piece(string text) => chunked ? $"{text.Length:x}\r\n{text}\r\n" : text;
    }

    private string Head(string facility, int length, bool chunked = false) =>
        (chunked
            ? $"POST {Path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            : $"POST {Path} HTTP/1.0\r\nContent-Length: {length}\r\n") + $"Content-Type: {Ndjson}\r\n"
        + $"Authorization: Bearer {dispensing.Host.Token(Roles.Pharmacy, facility: facility)}\r\n\r\n";

    [Fact]
    public async Task Refuses_other_media_types_and_other_people()
    {
        var facility = dispensing.Facility();
        foreach (var type in (string?[])["application/json", "text/plain", null])
            Assert.Equal(
                (415, "request.media-type"),
                await Codes(dispensing.Pharmacy(facility).Send(HttpMethod.Post, Path, "{}"u8.ToArray(), type)));
        Assert.Equal(401, (await dispensing.Host.WithoutToken().PostText(Path, "", Ndjson)).Status);
        Assert.Equal((403, "access.role"), await Codes(dispensing.Host.As(Roles.Central).PostText(Path, "", Ndjson)));
    }

    private static async Task<(int, string?)> Codes(Task<Answer> answer)
    {
        var told = await answer;
        return (told.Status, told.Code);
    }
}
