using Supply.Contracts.Dispensing;

namespace Supply.Dispensing.Persistence;

/// <summary>A delivery that was written down by mistake: it counts nowhere and can still be read.</summary>
public sealed record ReversedDelivery(PrescriptionDelivery Delivery, string Reason, DateTimeOffset ReversedAt, string ReversedBy);
