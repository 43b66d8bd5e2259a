using FsCheck;
using FsCheck.Fluent;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;

namespace Supply.Dispensing.Tests.Domain;

public sealed class FillingTests
{
    private static PrescriptionLine Line(int number, int prescribed, int dispensed, int? substituteFor = null) =>
        new(number, Sample.Paracetamol, prescribed, dispensed, substituteFor);

    [Theory]
    [InlineData(20, 20, 0, true)]
    [InlineData(20, 19, 0, false)]
    [InlineData(20, 25, 0, true)]
    [InlineData(3, 0, 0, false)]
    [InlineData(3, 0, 3, true)]
    [InlineData(3, 1, 1, false)]
    [InlineData(0, 0, 0, true)]
    public void A_line_is_filled_by_what_was_given_and_what_stood_in_for_it(
        int prescribed, int dispensed, int substituted, bool complete) =>
        Assert.Equal(complete, Filling.IsComplete([Line(1, prescribed, dispensed), Line(2, 0, substituted, substituteFor: 1)]));

    [Fact]
    public void A_substitute_fills_its_own_line_and_no_other() =>
        Assert.False(Filling.IsComplete([Line(1, 5, 5), Line(2, 5, 0), Line(3, 0, 10, substituteFor: 1)]));

    [Fact]
    public void Deliveries_reduce_what_is_owed_and_complete_nothing()
    {
        PrescriptionLine[] lines = [Line(1, 10, 4), Line(2, 0, 1, substituteFor: 1), Line(3, 7, 7)];
        PrescriptionDelivery[] deliveries = [new(Sample.NewId(), DateTimeOffset.UnixEpoch, default, [new DeliveredLine(1, 3)])];

        Assert.Equal([new OwedLine(1, 5), new OwedLine(3, 0)], Filling.Owed(lines, []));
        Assert.Equal([new OwedLine(1, 2), new OwedLine(3, 0)], Filling.Owed(lines, deliveries));
        Assert.False(Filling.IsComplete(lines));
    }

    [Fact]
    public void The_largest_quantities_do_not_overflow()
    {
        PrescriptionLine[] lines =
            [Line(1, int.MaxValue, int.MaxValue), Line(2, 0, int.MaxValue, substituteFor: 1), Line(3, int.MaxValue, 0)];
        Assert.False(Filling.IsComplete(lines));
        Assert.Equal([new OwedLine(1, 0), new OwedLine(3, int.MaxValue)], Filling.Owed(lines, []));
    }

    [Fact]
    public void Complete_is_nothing_owed_at_presentation_and_owed_is_never_negative() =>
        Prop.ForAll(Lines(), lines =>
        {
            var owed = Filling.Owed(lines, []);
            return owed.All(x => x.Owed >= 0) && Filling.IsComplete(lines) == owed.All(x => x.Owed == 0)
                && owed.Count == lines.Count(x => x.SubstituteFor is null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Delivering_what_is_owed_leaves_nothing_owed_and_one_piece_more_is_too_much() =>
        Prop.ForAll(Lines(), lines =>
        {
            var owed = Filling.Owed(lines, []);
            DeliveredLine[] all = [.. owed.Where(x => x.Owed > 0).Select(x => new DeliveredLine(x.Line, x.Owed))];
            DeliveredLine[] tooMuch = [.. owed.Select(x => new DeliveredLine(x.Line, x.Owed + 1))];
            var after = Filling.Owed(lines, [new PrescriptionDelivery(Guid.Empty, DateTimeOffset.UnixEpoch, default, all)]);
            return Filling.Excess(all, owed) is null && after.All(x => x.Owed == 0)
                && Filling.Excess(tooMuch, owed)?.Code == "dispensing.more-than-owed";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_lines_changes_nothing() =>
        Prop.ForAll(Lines(), lines => Filling.IsComplete(lines) == Filling.IsComplete([.. lines.Reverse()])).QuickCheckThrowOnFailure();

    // Lines 1 to n, of which some of the later ones stand in for the first.
    private static Arbitrary<PrescriptionLine[]> Lines() => Arb.From(
        from rows in Gen.NonEmptyListOf(
            from prescribed in Gen.Choose(0, 30)
            from dispensed in Gen.Choose(0, 30)
            from substitutes in Gen.Elements(true, false)
            select (prescribed, dispensed, substitutes))
        select rows.Select((x, i) => Line(i + 1, x.prescribed, x.dispensed, i > 0 && x.substitutes ? 1 : null)).ToArray());
}
