using System.Globalization;
using Supply.Catalog;
using Supply.DemandPlanning;
using Supply.Dispensing;
using Supply.Indicators;
using Supply.Inventory;
using Supply.Platform.Hosting;
using Supply.PurchaseOrders;

namespace Supply.Standalone;

/// <summary>The command line of the embedded mode.</summary>
/// <param name="Demo">The size of the demonstration; 0: none.</param>
public sealed record Options(string Urls, string Data, bool DevTokens, int Demo)
{
    public static readonly SupplyService[] Services =
        [new CatalogService(), new DemandPlanningService(), new PurchaseOrdersService(), new InventoryService(), new DispensingService(),
            new IndicatorsService()];

    private const int MaxDemo = 20;

    private const string Usage = """
        dotnet run --project deploy/Standalone -c Release -- [--urls URL] [--data FOLDER] [--dev-tokens] [--demo[=SIZE]]
          --urls URL      address to serve (http://127.0.0.1:8080)
          --data FOLDER   where the databases are (data)
          --dev-tokens    tokens for anybody on this machine, for trying it out; loopback addresses only
          --demo[=SIZE]   fills an empty system with a network of 23 states and six months of history: 92 units,
                          12 claves and some 8,000 prescriptions, or SIZE times as much (1 to 20); at 10, 920 units,
                          60 claves and some 80,000 prescriptions; needs --dev-tokens
        """;

    /// <summary>Refuses unknown options with the usage.</summary>
    public static Outcome<Options> Parse(string[] args)
    {
        var options = new Options("http://127.0.0.1:8080", "data", DevTokens: false, Demo: 0);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--urls" when i + 1 < args.Length: options = options with { Urls = args[++i] }; break;
                case "--data" when i + 1 < args.Length: options = options with { Data = args[++i] }; break;
                case "--dev-tokens": options = options with { DevTokens = true }; break;
                case "--demo": options = options with { Demo = 1 }; break;
                case var demo when demo.StartsWith("--demo=", StringComparison.Ordinal)
                    && int.TryParse(demo["--demo=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && size is >= 1 and <= MaxDemo: options = options with { Demo = size }; break;
                default: return Refusal.Malformed("standalone.usage", Usage);
            }
        }
        if (options.Demo > 0 && !options.DevTokens)
            return Refusal.Malformed("standalone.usage", "--demo fills the system through its own routes and needs --dev-tokens.");
        return options with { Data = Path.GetFullPath(options.Data) };
    }

    public Supply.Platform.Hosting.HostOptions ToHost() => new()
    {
        Urls = Urls,
        DevTokens = DevTokens,
        Settings = new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Folder"] = Data },
    };

    private string WhoseTokens => DevTokens
        ? "development issuer ON; anybody on this machine can have any role"
        : "from the configured authority (Tokens:Authority)";

    public string Greeting() => $"""

        Pages: {Urls}/
        ImssBienestar.Supply: six services at {Urls}
        Data: {Data}
        Tokens: {WhoseTokens}

        Try:
          curl -s -X POST {Urls}/dev/token -H 'content-type: application/json' -d '{"{"}"role":"dashboard"{"}"}'
          curl -s {Urls}/indicators/ind-b?period=2026 -H "authorization: Bearer TOKEN"
          {Urls}/openapi/inventory.json
        Ctrl-C stops.
        """;
}
