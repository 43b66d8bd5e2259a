namespace Supply.Inventory.Domain;

/// <summary>A recall that holds a lot at a facility.</summary>
/// <param name="On">Its date on the facility's wall.</param>
public sealed record LotRecall(Guid Id, DateTimeOffset At, DateOnly On, string Reason);
