namespace Supply.Kernel.Tests;

public sealed class OutcomeTests
{
    private static readonly Refusal no = Refusal.Conflict("x.no", "No.", "clave");

    [Fact]
    public void A_value_is_no_refusal()
    {
        Outcome<int> outcome = 7;
        Assert.False(outcome.Refused(out var why, out var value));
        Assert.Equal((null, 7, 7), (why, value, outcome.Value));
    }

    [Fact]
    public void A_refusal_has_no_value()
    {
        Outcome<int> outcome = no;
        Assert.True(outcome.Refused(out var why, out _));
        Assert.Same(no, why);
        Assert.Throws<InvalidOperationException>(() => outcome.Value);
    }

    [Fact]
    public void A_refusal_says_in_which_member_it_lies()
    {
        Assert.Equal("lines[2].clave", no.At("lines[2]").Field);
        Assert.Equal("lines[2]", (no with { Field = null }).At("lines[2]").Field);
    }

    [Fact]
    public void Each_kind_of_no_has_its_maker() => Assert.Equal(
        [RefusalKind.Malformed, RefusalKind.Invalid, RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Forbidden, RefusalKind.Stale,
            RefusalKind.VersionRequired],
        ((Refusal[])[Refusal.Malformed("c", "d"), Refusal.Invalid("c", "d"), Refusal.NotFound("c", "d"), Refusal.Conflict("c", "d"),
            Refusal.Forbidden("c", "d"), Refusal.Stale("c", "d"), Refusal.VersionRequired("c", "d")])
            .Select(x => x.Kind));
}
