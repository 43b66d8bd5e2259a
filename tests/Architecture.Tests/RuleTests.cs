using System.Xml.Linq;

namespace Supply.Architecture.Tests;

/// <summary>Each rule twice: kept by every service, and seen red on an assembly that breaks it.</summary>
public sealed class RuleTests
{
    private const string Bad = "Supply.Bad";

    private static readonly string[] services = [.. House.Services.Select(x => x.GetType().Assembly.GetName().Name!)];

    public static TheoryData<string> Services => House.Names;

    [Theory]
    [MemberData(nameof(Services))]
    public void Domain_knows_no_framework_no_clock_and_no_binary_fraction(string service) =>
        Assert.Empty(Rules.DomainIsPure(House.Read(service)));

    [Fact]
    public void An_impure_domain_is_seen()
    {
        var seen = Rules.DomainIsPure(House.Read(Bad)).Select(x => x.Split(':')[0]).Distinct().Order();
        Assert.Equal(
            ["AsksTheRequest", "KeepsAContext", "KeepsAFloat", "Publishes", "QueriesInALambda", "ReadsTheClock", "ReckonsInDouble",
                "ReckonsInDoubleInside", "TakesAClock"], seen);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Slices_reach_no_bus(string service) => Assert.Empty(Rules.SlicesReachNoBus(House.Read(service)));

    [Fact]
    public void A_slice_that_reaches_a_bus_is_seen() =>
        Assert.Equal(
            ["SliceThatDispatches", "SliceThatPublishes"],
            Rules.SlicesReachNoBus(House.Read(Bad)).Select(x => x.Split(':')[0]).Distinct().Order());

    [Theory]
    [MemberData(nameof(Services))]
    public void Services_know_no_transport(string service) => Assert.Empty(Rules.KnowsNoBus(House.Read(service)));

    [Fact]
    public void A_service_that_knows_the_transport_is_seen() => Assert.Contains("MassTransit.IBus", Rules.KnowsNoBus(House.Read(Bad)));

    [Theory]
    [MemberData(nameof(Services))]
    public void No_service_knows_another(string service) => Assert.Empty(Rules.KnowsNoOther(House.Read(service), services));

    [Fact]
    public void A_service_that_knows_another_is_seen() => Assert.Equal(["Supply.Catalog"], Rules.KnowsNoOther(House.Read(Bad), services));

    [Theory]
    [InlineData("Supply.Kernel")]
    [InlineData("Supply.Contracts")]
    public void Kernel_and_contracts_need_no_package(string project)
    {
        Assert.Empty(Rules.KnowsTheFrameworkOnly(House.Read(project)));
        var file = XDocument.Load(Path.Combine(House.Root, "shared", project, project + ".csproj"));
        Assert.DoesNotContain(
            file.Descendants(), x => x.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference");
    }

    [Fact]
    public void A_library_that_needs_packages_is_seen() =>
        Assert.Contains("MassTransit.Abstractions", Rules.KnowsTheFrameworkOnly(House.Read(Bad)));
}
