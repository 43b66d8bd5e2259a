using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class ApprovalTests
{
    private static readonly string[] authors = ["autora"];

    [Fact]
    public void Is_complete_when_two_people_who_did_not_write_it_approved_one_side_each()
    {
        var medical = new Approvals(null, null).With("medical", "a", authors).Value;
        Assert.False(medical.Complete);
        Assert.True(medical.With("administrative", "b", authors).Value.Complete);
    }

    [Fact]
    public void Refuses_an_author_one_person_for_both_sides_and_a_third_side()
    {
        Assert.Equal("planning.approver-is-author", new Approvals(null, null).With("medical", "autora", authors).Refusal?.Code);
        Assert.Equal("planning.same-approver", new Approvals("a", null).With("administrative", "a", authors).Refusal?.Code);
        Assert.Equal("planning.side", new Approvals(null, null).With("financial", "a", authors).Refusal?.Code);
        Assert.Equal("planning.side", new Approvals(null, null).With(null, "a", authors).Refusal?.Code);
    }

    [Fact]
    public void An_approved_side_stays_as_it_is() =>
        Assert.Equal(new Approvals("a", null), new Approvals("a", null).With("medical", "b", authors).Value);
}
