namespace Supply.Standalone.Demo;

public sealed record DemoMonth(
    DemoState State, Month Month, IReadOnlyList<DemoLine> Received, DateTimeOffset ReceivedAt, IReadOnlyList<DemoOrder> Orders,
    IReadOnlyList<DemoPrescription> Prescriptions);
