using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Batch;

public static class RecordBatch
{
    /// <summary>A prescription with its id.</summary>
    public sealed class Line : PrescriptionRequest
    {
        public Guid? Id { get; init; }
    }

    public static void MapRecordBatch(this IEndpointRouteBuilder dispensing) => dispensing.MapPost("/prescriptions/batch", Handle)
        .WithSummary(
            "Records prescriptions, one JSON object with its id per line, and answers one line for each, in order, after its commit. "
            + "When answers end early the service was interrupted: send the unanswered lines again.")
        .Accepts<Line>(Ndjson.MediaType).Produces<LineAnswer>(StatusCodes.Status200OK, Ndjson.MediaType)
        .Allow(Scope.Facility, Roles.Pharmacy);

    private static async Task Handle(
        HttpContext http, Caller caller, DispensingDb db, PatientKeys keys, PresentationWindow window, Drain drain,
        ILogger<DispensingService> log, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals(Ndjson.MediaType, StringComparison.OrdinalIgnoreCase))
            throw new RequestRefusedException(Refusals.MediaType(Ndjson.MediaType), StatusCodes.Status415UnsupportedMediaType);
        http.Request.RequireUtf8();
        AllowSlowClients(http);
        var reader = new NdjsonReader(http.Request.Body, db.Origin.Clock);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct, drain.Over);
        var first = await First(reader, drain, reading.Token, ct);
        if (IsOtherJson(first))
            throw new RequestRefusedException(Refusals.NotNdjson(), StatusCodes.Status400BadRequest);
        http.Response.ContentType = Ndjson.MediaType;
        await using var spool = new AnswerSpool();
        var sending = spool.SendTo(http.Response.Body, ct);
        try
        {
            await Record(reader, first, new BatchCommit(db, keys, window, caller, log), spool, reading.Token, ct);
        }
        catch (OperationCanceledException) when (drain.Over.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // the process ends; what was read and not committed gets no answer
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !spool.IsEmpty && Database.IsInfrastructure(e))
        {
            log.LogWarning(e, "A batch ends after its last committed line");
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // the client went away; what is committed stays
        }
        finally
        {
            spool.Complete();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // None where the process ends before a line has come: nothing is answered, and the caller sends all of them again.
    private static async Task<List<NdjsonLine>> First(NdjsonReader reader, Drain drain, CancellationToken reading, CancellationToken ct)
    {
        try
        {
            return await reader.NextGroup(BatchCommit.MaxLines, reading);
        }
        catch (OperationCanceledException) when (drain.Over.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>An array, or an object that goes over several lines.</summary>
    private static bool IsOtherJson(List<NdjsonLine> lines)
    {
        var start = lines is [{ Bytes: { } bytes }, ..] ? bytes.AsSpan().Trim(" \t\r"u8) : default;
        return start.StartsWith("["u8) || start.SequenceEqual("{"u8);
    }

    private static async Task Record(
        NdjsonReader reader, List<NdjsonLine> first, BatchCommit commit, AnswerSpool spool, CancellationToken reading, CancellationToken ct)
    {
        for (var group = first; group.Count > 0; group = await reader.NextGroup(BatchCommit.MaxLines, reading))
        {
            for (var next = 0; next < group.Count;)
            {
                var answers = await commit.Commit(group.Skip(next), ct);
                next += answers.Count;
                await spool.Add(Bytes(answers), ct);
            }
        }
    }

    private static ReadOnlyMemory<byte> Bytes(List<LineAnswer> answers)
    {
        var bytes = new MemoryStream();
        foreach (var answer in answers)
        {
            JsonSerializer.Serialize(bytes, answer, HttpJson.Options);
            bytes.WriteByte((byte)'\n');
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    // Rural links are slow and stop; a slow client costs one connection and a file, not memory.
    private static void AllowSlowClients(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request)
            request.MinDataRate = null;
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } response)
            response.MinDataRate = null;
    }
}
