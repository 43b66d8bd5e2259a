using Supply.Bus;

namespace Supply.Platform.Tests;

public sealed class GroupSizeTests
{
    private static readonly TimeSpan quick = TimeSpan.FromMilliseconds(20), slow = TimeSpan.FromSeconds(2);

    [Fact]
    public void Full_groups_that_are_quick_grow_up_to_64()
    {
        var size = new GroupSize();
        var limits = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            limits.Add(size.Limit);
            size.Took(size.Limit, quick);
        }
        Assert.Equal([4, 8, 16, 32, 64, 64], limits);
    }

    [Fact]
    public void One_that_took_long_halves_the_next_down_to_a_single_message_and_it_grows_again()
    {
        var size = new GroupSize();
        for (var i = 0; i < 4; i++)
            size.Took(size.Limit, quick);
        size.Took(50, slow);
        Assert.Equal(25, size.Limit);
        for (var i = 0; i < 10; i++)
            size.Took(size.Limit, slow);
        Assert.Equal(1, size.Limit);
        size.Took(1, quick);
        Assert.Equal(2, size.Limit);
    }

    [Fact]
    public void A_quick_group_that_was_not_full_says_nothing_about_a_larger_one()
    {
        var size = new GroupSize();
        size.Took(3, quick);
        Assert.Equal(4, size.Limit);
    }
}
