namespace Supply.DemandPlanning.Tests.Features.Demand;

/// <summary>The federal annex 2027-2028, where the machine has the real data: in the folder that SUPPLY_DATA names or in a shared/data beside the project.</summary>
internal static class RealAnnex
{
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        const string name = "demand/imss_bienestar_2027_2028.csv";
        if (Environment.GetEnvironmentVariable("SUPPLY_DATA") is { Length: > 0 } named)
            return File.Exists(System.IO.Path.Combine(named, name)) ? System.IO.Path.Combine(named, name) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "shared/data", name)))
                return System.IO.Path.Combine(folder.FullName, "shared/data", name);
        return null;
    }
}
