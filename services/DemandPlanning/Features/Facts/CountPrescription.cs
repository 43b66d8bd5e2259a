using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the monthly facts equal to what the newest version of each prescription says.</summary>
public sealed class CountPrescription(PlanningDb db, TimeProvider clock) : IHandleGroup<PrescriptionChanged>
{
    private readonly Dictionary<(Guid Id, int Version), Contribution> said = [];
    private readonly Dictionary<Guid, Contribution> counted = [];
    private readonly List<CountedDocument> added = [];
    private Dictionary<Guid, CountedDocument> documents = [];
    private MonthlyRows months = null!;

    public async Task Load(IReadOnlyList<PrescriptionChanged> group, CancellationToken ct)
    {
        var ids = group.Select(x => x.Id).Distinct().ToList();
        documents = await db.Documents.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        foreach (var (id, document) in documents)
            counted[id] = document.Contribution.Length > 0 ? MessageJson.Read<Contribution>(document.Contribution) : Contribution.Nothing;
        foreach (var message in group.Where(IsNew))
            said[(message.Id, message.Version)] = Consumption.Of(message);
        List<Contribution> all = [.. said.Values, .. counted.Values];
        months = await MonthlyRows.Lock(
            db, [.. all.Where(x => x.Reported is not null).Select(x => (x.Facility, x.Reported!.Value))],
            [.. all.SelectMany(x => x.Shares.Select(y => (x.Facility, y.Clave, Consumption.Key(y.Date))))], ct);
    }

    public Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        if (message.Deliveries?.FirstOrDefault(x => !DateRules.IsPossible(x.LocalDate, clock.Now())) is { } impossible)
            throw new ImpossibleFactException($"A delivery of it is dated {impossible.LocalDate:yyyy-MM-dd}.");
        if (!IsNew(message))
            return Task.CompletedTask;
        var (before, after) = (Before(message.Id), said[(message.Id, message.Version)]);
        if (!documents.TryGetValue(message.Id, out var document))
            added.Add(documents[message.Id] = document = new CountedDocument { Id = message.Id });
        (document.Version, document.Contribution) = (message.Version, MessageJson.Write(after));
        counted[message.Id] = after;

        if ((before.Facility, before.Reported) != (after.Facility, after.Reported))
        {
            Report(before, -1);
            Report(after, 1);
        }
        foreach (var difference in Consumption.Between(before, after))
            months.Add(difference);
        return Task.CompletedTask;
    }

    public async Task Complete(CancellationToken ct)
    {
        await db.InsertAll(added, ct);
        await months.Complete(ct);
    }

    private bool IsNew(PrescriptionChanged message) =>
        !documents.TryGetValue(message.Id, out var document) || document.Version < message.Version;

    private Contribution Before(Guid document) => counted.GetValueOrDefault(document, Contribution.Nothing);

    private void Report(Contribution of, int more)
    {
        if (of.Reported is { } month)
            months.Month(of.Facility, month).Prescriptions += more;
    }
}
