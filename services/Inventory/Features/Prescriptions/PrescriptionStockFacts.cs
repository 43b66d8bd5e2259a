using Supply.Contracts.Dispensing;
using Supply.Inventory.Domain;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Prescriptions;

/// <summary>The pieces that a prescription says left the pharmacy, lot by lot where it names them.</summary>
internal static class PrescriptionStockFacts
{
    /// <summary>Why no stock can be computed from it: a delivery without id, a date that cannot be, a lot or clave that is none.</summary>
    /// <returns>Null: it can be.</returns>
    public static string? WhyNot(PrescriptionChanged message, DateTimeOffset now)
    {
        var lines = message.Lines.Select(x => x.Line).ToHashSet();
        foreach (var delivery in message.Deliveries ?? [])
        {
            if (delivery.Id == Guid.Empty || !delivery.Lines.All(x => lines.Contains(x.Line)))
                return "A delivery has no id, or a line that the prescription does not have.";
            if (!DateRules.IsPossible(delivery.LocalDate, now) || !DateRules.IsPossible(delivery.DeliveredAt, now))
                return $"The delivery {delivery.Id} is of {delivery.LocalDate:yyyy-MM-dd}.";
        }
        var lots = message.Lines
            .SelectMany(x => x.Lots ?? [])
            .Concat((message.Deliveries ?? []).SelectMany(x => x.Lines).SelectMany(x => x.Lots ?? []));
        return message.Lines.Any(x => x.Clave.Length is 0 or > 15) || lots.Any(x => x.Lot.Length is 0 or > LotNumber.MaxLength)
            ? "A clave or a lot is none."
            : null;
    }

    public static List<StockFact> Of(PrescriptionChanged message, string facility, DateTimeOffset now)
    {
        if (message.Status == "voided")
            return [];
        var claves = message.Lines.ToDictionary(x => x.Line, x => x.Clave);
        var given = message.Lines.Select(x => Line(x.Line, x.Dispensed, x.Lots, Guid.Empty, message.OccurredAt, message.LocalDate));
        var later = (message.Deliveries ?? [])
            .SelectMany(d => d.Lines.Select(x => Line(x.Line, x.Quantity, x.Lots, d.Id, d.DeliveredAt, d.LocalDate)));
        return [.. given.Concat(later).SelectMany(StockEffects.Of)];

        StockLine.Dispensed Line(
            int line, int pieces, IReadOnlyList<DispensedLot>? lots, Guid delivery, DateTimeOffset at, DateOnly on) => new(
                new(message.Id, delivery, line, facility, message.Facility, claves[line], at.ToMicroseconds(), on, now),
                pieces, [.. (lots ?? []).Select(x => KeyValuePair.Create(x.Lot, x.Quantity))]);
    }
}
