using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Recalls;

public static class PutRecall
{
    public sealed record Request(string? Clave, string? Lot, string? Reason);

    /// <param name="Facilities">Facilities whose usable pieces went to quarantine at once; the rest follow within minutes.</param>
    public sealed record Response(Guid Id, string Clave, string Lot, string Reason, DateTimeOffset RecalledAt, int Facilities);

    private sealed record Withdrawal(string Clave, string Lot, string Reason);

    public static void MapPutRecall(this IEndpointRouteBuilder inventory) => inventory.MapPut("/recalls/{id:guid}", Handle)
        .WithSummary("Withdraws a lot in the whole nation: its usable pieces go to quarantine, also those that arrive later.")
        .Allow(Scope.Nation, Roles.Central, Roles.State);

    private static async Task<Reply<Response>> Handle(Guid id, Body<Request> body, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var withdrawal))
            return why;
        return await db.Write(() => db.Create("recall", id, Fingerprint.Of(withdrawal), () => Record(id, withdrawal, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<Response>> Record(Guid id, Withdrawal asked, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var recall = new Recall { Id = id, Clave = asked.Clave, Lot = asked.Lot, Reason = asked.Reason, RecalledAt = now, By = db.Origin.Subject };
        var again = await db.Recalls.AnyAsync(x => x.Clave == recall.Clave && x.Lot == recall.Lot, ct);
        db.Recalls.Add(recall);
        var facilities = await Quarantining.Next(db, recall, now, ct);
        db.Audit("lot.recalled", $"{recall.Clave} {recall.Lot}", again ? "recalled before" : null);
        db.Enqueue(new LotRecalled(id, 1, now, now, Zones.DateAt(now, Zones.Default), recall.Clave, recall.Lot, recall.Reason));
        return new Response(id, recall.Clave, recall.Lot, recall.Reason, now, facilities);
    }

    private static Outcome<Withdrawal> Read(Request request) =>
        Clave.Parse(request.Clave).Refused(out var why, out var clave) ? why
        : Reading.Lot(request.Lot).Refused(out why, out var lot) ? why
        : Reading.Text(request.Reason, "reason").Refused(out why, out var reason) ? why
        : new Withdrawal(clave.Value, lot, reason);
}
