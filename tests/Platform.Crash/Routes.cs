using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Samples;

public static class PutNote
{
    public sealed record Request(string Text, string Facility, long? Pieces = null, DateOnly? On = null, DateTimeOffset? At = null,
        Guid? About = null, JsonElement? More = null,
        IReadOnlyList<PutNote.Tag?>? Tags = null);

    public sealed record Tag(string? Name = null, Scope? Scope = null, int? Weight = null);

    public sealed record Response(Guid Id, string Text, string Facility);

    public static void MapPutNote(this IEndpointRouteBuilder api) => api.MapPut("/notes/{id:guid}", Handle)
        .WithSummary("Keeps a note.").Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central);

    private static async Task<Reply<Response>> Handle(Guid id, Body<Request> body, Caller caller, AlphaDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(body.Value.Facility).Refused(out var why, out var facility))
            return why;
        if (caller.MayActFor(facility) is { } foreign)
            return foreign;
        return await db.Write(() => db.Create<Response>("note", id, Fingerprint.Of(body.Value), () =>
        {
            db.Notes.Add(new Note { Id = id, Text = body.Value.Text, Facility = facility.Value, State = facility.State.Code });
            db.Audit("note.kept", id.ToString());
            db.Enqueue(new NoteWritten(id, body.Value.Text));
            return Task.FromResult<Outcome<Response>>(body.Value.Text.StartsWith("refuse", StringComparison.Ordinal)
                ? Refusal.Invalid("alpha.unwanted", "No se acepta.", "text")
                : new Response(id, body.Value.Text, facility.Value));
        }, ct), ct);
    }
}

public static class ListNotes
{
    public static void MapListNotes(this IEndpointRouteBuilder api) => api.MapGet("/notes", Handle)
        .WithSummary("Notes by their id.").Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central);

    private static async Task<Reply<Page<PutNote.Response>>> Handle(
        string? text, DateOnly? from, DateOnly? to, bool? urgent, Guid? after, int? limit, Caller caller, AlphaDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = await db.Notes.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility)
            .Where(x => text == null || x.Text == text).Where(x => after == null || x.Id.CompareTo(after.Value) > 0)
            .OrderBy(x => x.Id).Take(size + 1).Select(x => new PutNote.Response(x.Id, x.Text, x.Facility)).ToListAsync(ct);
        return Pages.Of(rows, size, x => x.Id.ToString());
    }
}

public static class SumNumbers
{
    public static void MapSumNumbers(this IEndpointRouteBuilder api) => api.MapGet("/sum", Handle)
        .WithSummary("Adds.").Allow(Scope.Nation, Roles.Central);

    private static Reply<long> Handle(long one, long other) => checked(one + other);
}

public static class PutLabel
{
    public sealed record Request(string Text);

    public sealed record Response(string Code, int Version, string Text) : IVersioned;

    public static void MapPutLabel(this IEndpointRouteBuilder api) => api.MapPut("/labels/{code}", Handle)
        .WithSummary("Creates or replaces a label.").Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<Response>> Handle(string code, Body<Request> body, IfMatch match, AlphaDb db, CancellationToken ct) =>
        await db.Write<Outcome<Created<Response>>>(async () =>
    {
        var stored = await db.Labels.SingleOrDefaultAsync(x => x.Code == code, ct);
        var created = stored is null;
        if (stored is not null && match.MustBe(stored.Version) is { } stale)
            return stale;
        if (stored is null)
            db.Labels.Add(stored = new Label { Code = code });
        stored.Text = body.Value.Text;
        stored.Version++;
        return new Created<Response>(new(stored.Code, stored.Version, stored.Text), Repeated: !created);
    }, ct);
}

public static class ReadList
{
    public sealed record Row(int Line, string? Clave, string? Text, string? Absent, string? Fault);

    public static void MapReadList(this IEndpointRouteBuilder api) => api.MapPost("/lists", Handle)
        .WithSummary("Shows how a list is read.").Accepts<string>("text/csv").Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<Page<Row>>> Handle(HttpRequest request, CancellationToken ct)
    {
        var rows = new List<Row>();
        await using var file = await CsvFile.Open(request, "CLAVE|CVE");
        await foreach (var row in file.Rows(ct))
            rows.Add(new(row.Line, row["CLAVE", "CVE"], row["DESCRIPCIÓN DEL ARTÍCULO"], row["ABSENT"], row.Fault?.Code));
        return new Page<Row>(rows, null);
    }
}

public static class Stumble
{
    public static void MapStumble(this IEndpointRouteBuilder api) => api.MapGet("/stumble", Handle)
        .WithSummary("Fails.").Allow(Scope.Nation, Roles.Central);

    private static Reply<string> Handle() => throw new InvalidOperationException("the secret of the house");
}
