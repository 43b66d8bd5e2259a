namespace Supply.Indicators.Features.Figures;

public sealed record ReportedView(int Reporting, int Expected);
