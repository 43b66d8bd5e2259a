using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

public sealed record ReportedAnswer(int Reporting, int Expected);
