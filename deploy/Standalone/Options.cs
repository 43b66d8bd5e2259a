using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supply.Authority;
using Supply.Catalog;
using Supply.DemandPlanning;
using Supply.Dispensing;
using Supply.Indicators;
using Supply.Inventory;
using Supply.Platform.Hosting;
using Supply.PurchaseOrders;

namespace Supply.Standalone;

/// <summary>The command line of the embedded mode.</summary>
/// <param name="Address">As browsers reach the program.</param>
/// <param name="Demo">The size of the demonstration; 0: none.</param>
public sealed record Options(string Urls, Uri Address, string Data, bool DevTokens, int Demo)
{
    public static readonly SupplyService[] Services =
        [new CatalogService(), new DemandPlanningService(), new PurchaseOrdersService(), new InventoryService(), new DispensingService(),
            new IndicatorsService()];

    private const int MaxDemo = 20;

    private static readonly Uri NotSaid = new("about:blank");

    private const string Usage = """
        dotnet run --project deploy/Standalone -c Release -- [--urls URL] [--address URL] [--data FOLDER] [--dev-tokens]
            [--demo[=SIZE]]
          --urls URL      address to serve (http://127.0.0.1:8080)
          --address URL   how browsers reach it, where they do not use the address that it serves: the https address of
                          the proxy before it
          --data FOLDER   where the databases are (data)
          --dev-tokens    tokens for anybody on this machine, for trying it out; loopback addresses only
          --demo[=SIZE]   fills an empty system with a network of 23 states and six months of history: 92 units,
                          12 claves and some 8,000 prescriptions, or SIZE times as much (1 to 20); at 10, 920 units,
                          60 claves and some 80,000 prescriptions; needs --dev-tokens
        """;

    /// <summary>Refuses unknown options with the usage.</summary>
    public static Outcome<Options> Parse(string[] args)
    {
        var options = new Options("http://127.0.0.1:8080", NotSaid, "data", DevTokens: false, Demo: 0);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--urls" when i + 1 < args.Length: options = options with { Urls = args[++i] }; break;
                case "--address" when i + 1 < args.Length && Uri.TryCreate(args[++i], UriKind.Absolute, out var address)
                    && address.Scheme is "http" or "https": options = options with { Address = address }; break;
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
        return options with
        {
            Data = Path.GetFullPath(options.Data), Address = options.Address == NotSaid ? options.At("0.0.0.0") : options.Address,
        };
    }

    /// <summary>An address of the program on this machine.</summary>
    public Uri Listens => At("127.0.0.1");

    /// <param name="everywhere">In place of a host that stands for all addresses of the machine.</param>
    private Uri At(string everywhere)
    {
        var first = BindingAddress.Parse(Urls.Split(';')[0].Trim());
        return new Uri($"{first.Scheme}://{(first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? everywhere : first.Host)}:{first.Port}");
    }

    /// <param name="authority">Null: another one is named by the configuration.</param>
    public Supply.Platform.Hosting.HostOptions ToHost(AuthorityOptions? authority) => new()
    {
        Urls = Urls,
        DevTokens = DevTokens,
        Settings = new Dictionary<string, string?>(authority?.Settings(Listens) ?? [])
        {
            ["Database:Provider"] = "Sqlite", ["Database:Folder"] = Data,
        },
        Configure = builder =>
        {
            if (authority is not null)
                builder.AddAuthority(authority);
        },
    };

    private static string WhoseTokens(Uri? first, bool ours, bool development) =>
        (ours ? "accounts of this program" : "of the configured authority (Tokens:Authority)")
        + (development ? ", and development issuer ON: anybody on this machine can have any role" : "")
        + (first is null ? "" : $"""

            Nobody has an account yet. Within a day, set the password of the first administrator at
              {first}
            """);

    /// <param name="first">The link for the first administrator, while nobody has a password.</param>
    public string Greeting(Uri? first, bool ours) => $"""

        Pages: {new Uri(Address, "/")}
        ImssBienestar.Supply: six services at {Address}
        Data: {Data}
        Tokens: {WhoseTokens(first, ours, DevTokens)}

        {(DevTokens ? Examples : "")}Ctrl-C stops.
        """;

    private string Examples => $"""
        Try:
          curl -s -X POST {Urls}/dev/token -H 'content-type: application/json' -d '{"{"}"role":"dashboard"{"}"}'
          curl -s {Urls}/indicators/ind-b?period=2026 -H "authorization: Bearer TOKEN"
          {Urls}/openapi/inventory.json

        """;
}
