using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Buyers;

public static class PutBuyer
{
    public sealed record Request(string Name, string Kind, string State, string[]? Aliases = null);

    public sealed record Response(string Code, int Version, string Name, string Kind, string State, IReadOnlyList<string> Aliases) : IVersioned
    {
        public static Response Of(Buyer x) => new(x.Code, x.Version, x.Name, x.Kind, x.State, MessageJson.Read<string[]>(x.Aliases));
    }

    public static void MapPutBuyer(this IEndpointRouteBuilder catalog) => catalog.MapPut("/buyers/{code}", Handle)
        .WithSummary("Creates or replaces a buyer; a replacement names the version it replaces in If-Match.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<Response>> Handle(string code, Body<Request> body, IfMatch match, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(code, body.Value).Refused(out var why, out var buyer))
            return why;
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            var stored = await db.Buyers.SingleOrDefaultAsync(x => x.Code == buyer.Code, ct);
            if (stored is not null && Same(stored, buyer))
                return new Created<Response>(Response.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;

            var created = stored is null;
            if (created)
                db.Buyers.Add(stored = buyer);
            (stored!.Name, stored.Kind, stored.State, stored.Aliases) = (buyer.Name, buyer.Kind, buyer.State, buyer.Aliases);
            stored.Version++;
            db.Audit("buyer.published", stored.Code, $"version {stored.Version}");
            var now = clock.Now();
            db.Enqueue(new BuyerPublished(stored.Code, stored.Version, now, now, Zones.DateAt(now, Zones.Default), stored.Name, stored.Kind, stored.State, MessageJson.Read<string[]>(stored.Aliases)));
            return new Created<Response>(Response.Of(stored), Repeated: !created);
        }, ct);
    }

    private static Outcome<Buyer> Read(string code, Request request)
    {
        if (FederalState.Parse(request.State).Refused(out var why, out var state))
            return why;
        if (request.Kind is not ("state" or "hospital"))
            return Refusal.Invalid("buyer.kind", "El tipo de comprador es state u hospital.", "kind");
        if (Codes.Normalise(code) is not { Length: >= 1 and <= 40 } normalised)
            return Refusal.Invalid("buyer.code", "El código del comprador tiene de 1 a 40 caracteres.", "code");
        if (request.Name is not { Length: >= 1 and <= 200 } name)
            return Refusal.Invalid("buyer.name", "El nombre tiene de 1 a 200 caracteres.", "name");
        return new Buyer { Code = normalised, Name = name.Trim(), Kind = request.Kind, State = state.Code, Aliases = MessageJson.Write((request.Aliases ?? []).Select(x => x.Trim()).Distinct()) };
    }

    private static bool Same(Buyer a, Buyer b) => (a.Name, a.Kind, a.State) == (b.Name, b.Kind, b.State) && a.Aliases.AsSpan().SequenceEqual(b.Aliases);
}
