using Supply.Authority.Domain;

namespace Supply.Authority.Tests;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("once-letras", "password.short")]
    [InlineData("ñañañañañaña", "password.simple")]
    [InlineData("aaaaaaaaaaaaaaa", "password.simple")]
    [InlineData("123456789012345", "password.simple")]
    [InlineData("qwertyuiopasdf", "password.simple")]
    [InlineData("abcdefghijklmnop", "password.simple")]
    [InlineData("Password1234!", "password.common")]
    [InlineData("P@ssword123456", "password.common")]
    [InlineData("contraseña2026", "password.common")]
    [InlineData("ContraseñaContraseña", "password.common")]
    [InlineData("IMSS-BIENESTAR-2026", "password.common")]
    [InlineData("Farmacia.Hospital.2026", "password.common")]
    [InlineData("iloveyou1234567", "password.common")]
    [InlineData("ana.ruiz.2026.01", "password.common")]
    [InlineData("Ruiz-Ana-199008", "password.common")]
    [InlineData("dragon dragon 12", "password.common")]
    public void What_is_tried_first_is_refused(string password, string code) =>
        Assert.Equal(code, PasswordRules.Fault(password, "ana.ruiz", "Ana Ruiz")?.Code);

    [Theory]
    [InlineData("cuatro palabras sin relación")]
    [InlineData("el perro lee despacio")]
    [InlineData("kX9#vL2$qT7m")]
    [InlineData("日本語のパスワードは長い方が")]
    [InlineData("tornillo verde 83")]
    public void Anything_else_that_is_long_enough_is_taken(string password) =>
        Assert.Null(PasswordRules.Fault(password, "ana.ruiz", "Ana Ruiz"));

    [Fact]
    public void It_may_not_be_endless() =>
        Assert.Equal("password.long", PasswordRules.Fault(string.Concat(Enumerable.Range(0, 60).Select(x => $"x{x}")), "a", "b")?.Code);

    [Fact]
    public void What_two_keyboards_send_for_the_same_letters_is_one_password() =>
        Assert.Equal(PasswordRules.Normalise("relacio\u0301n"), PasswordRules.Normalise("relaci\u00f3n"));
}
