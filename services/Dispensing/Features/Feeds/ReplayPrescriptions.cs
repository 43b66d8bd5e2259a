using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Dispensing.Features.Feeds;

/// <summary>Every prescription that was told to anybody; held ones are told to nobody.</summary>
public sealed class ReplayPrescriptions(DispensingDb db) : IFeed
{
    private const int Rows = 500;

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var after = ResumeKeyException.Id(key);
        var rows = await db.Prescriptions.AsNoTracking().Where(x => x.Id.CompareTo(after) > 0 && x.Status != PrescriptionStatus.Held)
            .OrderBy(x => x.Id).Take(Rows).ToListAsync(ct);
        return [.. rows.Select(x => StreamedFact.Of(x.ToFact(), x.Id.ToString(), x.Id.ToString()))];
    }
}
