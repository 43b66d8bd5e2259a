using Supply.Contracts.Dispensing;

namespace Supply.Dispensing.Features.Prescriptions;

/// <param name="Quantity">Pieces of the lot, 1 or more.</param>
public sealed record LotRequest(string? Lot, long? Quantity)
{
    public static Outcome<DispensedLot[]> Read(IReadOnlyList<LotRequest?>? lots)
    {
        var read = new DispensedLot[lots?.Count ?? 0];
        for (var i = 0; i < read.Length; i++)
        {
            if (LotNumber.Parse(lots![i]?.Lot, $"lots[{i}].lot").Refused(out var why, out var lot)
                || Pieces.Positive(lots[i]?.Quantity, $"lots[{i}].quantity").Refused(out why, out var quantity))
                return why;
            read[i] = new DispensedLot(lot.Value, quantity);
        }
        return read;
    }
}
