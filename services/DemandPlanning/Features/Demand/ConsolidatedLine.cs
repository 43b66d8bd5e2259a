using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>What central supply sets by hand of a buyer and a clave.</summary>
internal sealed record ConsolidatedLine(KnownBuyer Buyer, Clave Clave, int Max)
{
    /// <summary>
    /// Sets it inside <see cref="Writing.Write{T}"/>; the same quantity again changes nothing. Who has changed an edition tells it so.
    /// </summary>
    /// <param name="line">As stored; null: there is none.</param>
    /// <param name="seen">The version that the caller has read; needed where a quantity is replaced.</param>
    public Outcome<Created<DemandLine>> Set(PlanningDb db, DemandEdition edition, DemandLine? line, IfMatch seen)
    {
        var min = Domain.Demand.Minimum(Max);
        if (line is not null && (line.Consolidated, line.Min) == (Max, min))
            return new Created<DemandLine>(line, Repeated: true);
        if (edition.Closed is { } closed)
            return closed;
        if (line?.Consolidated is not null && seen.MustBe(line.Version) is { } stale)
            return stale;
        if (line is null)
            db.Lines.Add(line = edition.NewLine(Buyer.Code, Buyer.State, Clave.Value));
        line.Consolidate(Max, min, rounded: false);
        db.Audit("demand.consolidated", $"{edition.Period}/{Buyer.Code}/{Clave}", $"max {Max}");
        return new Created<DemandLine>(line, Repeated: false);
    }
}
