using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class ConsumptionTests
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";
    private static readonly DateOnly october = new(2026, 10, 5), november = new(2026, 11, 2);

    [Fact]
    public void Dispensed_counts_on_its_own_day_and_prescribed_on_the_day_of_presentation()
    {
        var contribution = Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 4,
            deliveries: [new(Guid.CreateVersion7(), PlanningHost.At, november, [new(1, 6)])]));
        Assert.Equal([new Share(A, october, 4, 10), new Share(A, november, 6, 0)], contribution.Shares);
        Assert.Equal(202610, contribution.Reported);
    }

    [Fact]
    public void A_substitute_counts_as_dispensed_of_its_own_clave_and_asks_for_nothing()
    {
        var contribution = Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 0,
            more: [new(2, B, 10, 10, SubstituteFor: 1)]));
        Assert.Equal([new Share(A, october, 0, 10), new Share(B, october, 10, 0)], contribution.Shares);
    }

    [Fact]
    public void Voided_and_unverified_documents_count_for_nothing()
    {
        Assert.Empty(Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 4, status: "voided")).Shares);
        var unverified = Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 4, unknown: ["HGIMB000011"]));
        Assert.Empty(unverified.Shares);
        Assert.Null(unverified.Reported);
    }

    [Fact]
    public void The_difference_between_equal_versions_is_nothing()
    {
        var contribution = Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 4));
        Assert.Empty(Consumption.Between(contribution, contribution));
    }

    [Fact]
    public void A_document_that_moves_to_another_facility_leaves_the_first()
    {
        var before = Consumption.Of(PlanningHost.Prescription("HGIMB000011", october, A, 10, 4));
        var after = Consumption.Of(PlanningHost.Prescription("HGIMB000023", october, A, 10, 4));
        Assert.Equal([("HGIMB000011", -1, -10L, -4L), ("HGIMB000023", 1, 10L, 4L)],
            Consumption.Between(before, after).Select(x => (x.Facility, x.Documents, x.Prescribed, x.Days[5])));
    }
}
