namespace Supply.Standalone.Demo;

/// <summary>What one unit ordered in a month and what became of it.</summary>
/// <param name="Shipped">Less than ordered where the warehouse could not.</param>
/// <param name="Damaged">The line of which one piece arrives damaged, if there is such a line.</param>
public sealed record DemoOrder(
    DemoUnit Unit, DateOnly IssuedOn, IReadOnlyList<DemoLine> Ordered, IReadOnlyList<DemoLine> Shipped, DateTimeOffset ShippedAt,
    DateTimeOffset ReceivedAt, int Damaged);
