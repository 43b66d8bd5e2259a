namespace Supply.Kernel.Tests;

public sealed class DocumentNumberTests
{
    private static readonly FederalState hidalgo = FederalState.WithCode("13")!;

    [Theory]
    [InlineData(1, "EM-13-2026-00001")]
    [InlineData(99_999, "EM-13-2026-99999")]
    [InlineData(100_000, "EM-13-2026-100000")]
    public void It_has_five_digits_and_more_once_there_are_more(long running, string number)
    {
        Assert.Equal(number, DocumentNumber.Of(DocumentNumber.Series("EM", hidalgo, 2026), running));
        Assert.Equal(number, DocumentNumber.Parse(number, "EM").Value);
    }

    [Theory]
    [InlineData("em-13-2026-00123")]
    [InlineData(" EM 13 2026 123 ")]
    [InlineData("EM–13–2026–123")]
    [InlineData("EM13202600123")]
    public void It_is_read_as_it_is_heard(string said) => Assert.Equal("EM-13-2026-00123", DocumentNumber.Parse(said, "EM").Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OS-13-2026-00123")]
    [InlineData("EM-33-2026-00123")]
    [InlineData("EM-13-2026")]
    [InlineData("EM-13-2026-1.5")]
    [InlineData("ЕM-13-2026-00123")] // the first letter is Cyrillic
    public void What_is_no_number_of_the_kind_is_refused(string? said) =>
        Assert.Equal("number.malformed", DocumentNumber.Parse(said, "EM").Refusal!.Code);
}
