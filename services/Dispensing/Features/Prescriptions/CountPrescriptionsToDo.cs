using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Operations;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>Prescriptions that a person has to look at: held ones, and those that may be recorded twice.</summary>
internal static class CountPrescriptionsToDo
{
    public static async Task<IReadOnlyList<ToDoCount>> Of(DispensingDb db, Caller caller, CancellationToken ct)
    {
        if (!caller.Is(Roles.Pharmacy) && !caller.Is(Roles.State) && !caller.Is(Roles.Central))
            return [];
        var visible = (await VisibleRows<Prescription>.Of(db, null, caller, ct)).Value.Rows;
        return
        [
            new("prescriptions-held", await visible.LongCountAsync(x => x.Status == PrescriptionStatus.Held, ct)),
            new("possible-duplicates", await visible.LongCountAsync(x => x.DuplicateSince != null, ct)),
        ];
    }
}
