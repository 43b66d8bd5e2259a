using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>One version of a period's demand, as answered.</summary>
/// <param name="CpmRun">The official run that its CPM-based quantities come from; null: none yet.</param>
public sealed record EditionView(
    string Period, int Edition, int Version, string From, int Months, bool Net, string Status, string Rule,
    string? AnalysedBy, string? MedicalBy, string? AdministrativeBy, string? PublishedBy, DateTimeOffset? PublishedAt, Guid? CpmRun) : IVersioned
{
    public static EditionView Of(DemandEdition x) => new(
        x.Period, x.Edition, x.Version, Consumption.MonthOf(x.From).ToString(), x.Months, x.Net, x.Status, Domain.Demand.Rule,
        x.AnalysedBy, x.MedicalBy, x.AdministrativeBy, x.PublishedBy, x.PublishedAt, x.CpmRun);
}

public static class PutDemandPeriod
{
    /// <param name="From">The first month, <c>2027-01</c>.</param>
    /// <param name="Months">1 to 60.</param>
    /// <param name="Net">The CPM-based quantity is less what is in stock and on its way.</param>
    public sealed record Request(string? From, int? Months, bool Net = false);

    public static void MapPutDemandPeriod(this IEndpointRouteBuilder planning) => planning.MapPut("/demand/{period}", Handle)
        .WithSummary("Opens a period for demand, or changes its months before it is published (If-Match).")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<EditionView>> Handle(string period, Body<Request> body, IfMatch match, Caller caller, PlanningDb db, TimeProvider clock, CancellationToken ct)
    {
        var request = body.Value;
        if (Periods.Parse(period).Refused(out var why, out var name) || Month.Parse(request.From, "from").Refused(out why, out var from))
            return why;
        if (DateRules.PlannedMonth(from, Zones.DateAt(clock.Now(), Zones.Default), "from", "planning.month") is { } unlikely)
            return unlikely;
        if (request.Months is not (>= 1 and <= 60))
            return Refusal.Invalid("planning.months", "El periodo dura de 1 a 60 meses.", "months");
        return await db.Write<Outcome<Created<EditionView>>>(async () =>
        {
            var stored = await db.Newest(name, ct);
            var key = Consumption.Key(from);
            if (stored is not null && (stored.From, stored.Months, stored.Net) == (key, request.Months.Value, request.Net))
                return new Created<EditionView>(EditionView.Of(stored), Repeated: true);
            if (stored is not null && (stored.Closed ?? match.MustBe(stored.Version)) is { } no)
                return no;

            var created = stored is null;
            if (created)
                db.Editions.Add(stored = new DemandEdition { Period = name, Edition = 1, From = key, Months = request.Months.Value, Status = DemandStatus.Draft });
            (stored!.From, stored.Months, stored.Net, stored.CpmRun) = (key, request.Months.Value, request.Net, null);
            stored.Changed(caller.Subject, await db.HasRequests(stored, ct));
            db.Audit(created ? "demand.opened" : "demand.changed", name, $"from {from}, {request.Months} months, net {request.Net}");
            return new Created<EditionView>(EditionView.Of(stored), Repeated: !created);
        }, ct);
    }
}

internal static class Periods
{
    /// <summary>1 to 20 letters, digits and hyphens: <c>2027-2028</c>; refuses with <c>planning.period</c>.</summary>
    public static Outcome<string> Parse(string? text) =>
        Codes.Normalise(text) is { Length: >= 1 and <= 20 } name && name.All(x => char.IsAsciiLetterUpper(x) || char.IsAsciiDigit(x) || x == '-')
            ? name
            : Refusal.Invalid("planning.period", "El periodo se nombra con 1 a 20 letras, dígitos y guiones, como 2027-2028.", "period");

    public static readonly Refusal Unknown = Refusal.NotFound("planning.no-such-period", "No existe ese periodo de demanda: hay que abrirlo primero.", "period");

    public static Task<bool> HasRequests(this PlanningDb db, DemandEdition edition, CancellationToken ct) =>
        db.Requests.AnyAsync(x => x.Period == edition.Period && x.Edition == edition.Edition, ct);

    public static IQueryable<DemandLine> LinesOf(this PlanningDb db, DemandEdition edition)
    {
        var (period, number) = (edition.Period, edition.Edition);
        return db.Lines.Where(x => x.Period == period && x.Edition == number);
    }

    public static DemandLine NewLine(this DemandEdition edition, string buyer, string state, string clave) =>
        new() { Period = edition.Period, Edition = edition.Edition, Buyer = buyer, State = state, Clave = clave };
}
