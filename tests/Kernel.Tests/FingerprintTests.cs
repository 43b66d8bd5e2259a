using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class FingerprintTests
{
    private sealed record Older(string Name, int Pieces);

    private sealed record Newer(string Name, int Pieces, string? Note = null, bool Urgent = false, DateOnly? On = null,
        ProductClass Class = default);

    private sealed record Coded(Clave Clave, FacilityCode Facility, LotNumber Lot, Month Month, Clave Substitute = default);

    [Fact]
    public void Absent_null_and_default_are_the_same() =>
        Assert.Equal(Fingerprint.Of(new Older("A", 3)), Fingerprint.Of(new Newer("A", 3, null, false, null, ProductClass.Medicine)));

    [Fact]
    public void Any_other_content_is_another_fingerprint()
    {
        var first = new Newer("A", 3);
        Newer[] others = [first with { Name = "B" }, first with { Pieces = 4 }, first with { Note = "" }, first with { Urgent = true },
            first with { On = new(2026, 1, 1) }, first with { Class = ProductClass.Vaccine }];
        Assert.All(others, x => Assert.NotEqual(Fingerprint.Of(first), Fingerprint.Of(x)));
    }

    [Fact]
    public void Members_of_a_tuple_count()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(Fingerprint.Of((id, new Older("A", 3))), Fingerprint.Of((id, new Older("A", 3))));
        Assert.NotEqual(Fingerprint.Of((id, new Older("A", 3))), Fingerprint.Of((id, new Older("A", 4))));
        Assert.NotEqual(Fingerprint.Of((id, new Older("A", 3))), Fingerprint.Of((Guid.CreateVersion7(), new Older("A", 3))));
    }

    [Fact]
    public void Codes_count_by_their_text()
    {
        var first = new Coded(Clave.Parse("010.000.0104.00").Value, FacilityCode.Parse("HGIMB000011").Value, LotNumber.Parse("A1").Value,
            new Month(2026, 10));
        var same = new Coded(Clave.Parse(" 010.000.0104.00 ").Value, FacilityCode.Parse("hgimb000011").Value, LotNumber.Parse("a1").Value,
            Month.Parse("2026-10").Value);
        Coded[] others = [first with { Clave = Clave.Stored("010.000.0104.01") },
            first with { Facility = FacilityCode.Stored("HGIMB000012") }, first with { Lot = LotNumber.Parse("A2").Value },
            first with { Month = new Month(2026, 11) }, first with { Substitute = Clave.Stored("010.000.0106.00") }];

        Assert.Equal(Fingerprint.Of(first), Fingerprint.Of(same));
        Assert.All(others, x => Assert.NotEqual(Fingerprint.Of(first), Fingerprint.Of(x)));
    }

    [Fact]
    public void Equal_contents_have_equal_fingerprints_and_different_ones_do_not() =>
        Prop.ForAll<NonNull<string>, NonNull<string>, int>((a, b, pieces) =>
    {
        var (one, other) = (new Older(Whole(a.Get), pieces), new Older(Whole(b.Get), pieces % 2));
        return Fingerprint.Of(one).AsSpan().SequenceEqual(Fingerprint.Of(other)) == (one == other)
            && Fingerprint.Of(one).AsSpan().SequenceEqual(Fingerprint.Of(one with { }));
    }).QuickCheckThrowOnFailure();

    private static string Whole(string text) => new([.. text.Where(x => !char.IsSurrogate(x))]);
}
