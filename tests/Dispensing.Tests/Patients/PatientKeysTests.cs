using Microsoft.Extensions.Configuration;
using Supply.Dispensing.Patients;

namespace Supply.Dispensing.Tests.Patients;

public sealed class PatientKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supply-keys").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static PatientKeys From(params (string Name, string Value)[] settings) =>
        PatientKeys.From(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(x => x.Name, x => (string?)x.Value)).Build());

    [Fact]
    public void Embedded_makes_its_key_once_outside_the_database()
    {
        var first = From(("Database:Folder", folder)).Hash("CURP", 1)!.Value.Value;
        var second = From(("Database:Folder", folder)).Hash("CURP", 1)!.Value.Value;

        Assert.Equal(first, second);
        var file = Assert.Single(Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("Postgres")]
    [InlineData("SqlServer")]
    public void A_server_database_never_gets_a_key_by_itself(string provider)
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => From(("Database:Provider", provider), ("Database:ConnectionString", "Host=nowhere"), ("Database:Folder", folder)));
        Assert.Contains("Patients:Keys:1", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_named_key_file_must_be_there()
    {
        var file = Path.Combine(folder, "ring.json");
        Assert.Throws<InvalidOperationException>(() => From(("Patients:KeyFile", file)));
        File.WriteAllText(file, $$"""{"1":"{{DispensingHost.KeyOne}}","3":"{{Convert.ToBase64String(new byte[32])}}"}""");
        Assert.Equal(3, From(("Patients:KeyFile", file)).Current);
    }

    [Theory]
    [InlineData("one", DispensingHost.KeyOne)]
    [InlineData("0", DispensingHost.KeyOne)]
    [InlineData("1", "not base64")]
    [InlineData("1", "c2hvcnQ=")]
    public void A_key_that_is_none_stops_the_start_and_is_not_shown(string version, string key)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => From(($"Patients:Keys:{version}", key)));
        Assert.DoesNotContain(key, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blanks_and_the_unicode_form_do_not_make_another_patient()
    {
        var keys = From(("Patients:Keys:1", DispensingHost.KeyOne));
        Assert.Equal(keys.Hash("José", 1)!.Value.Value, keys.Hash(" Jose\u0301 ", 1)!.Value.Value);
        Assert.NotEqual(keys.Hash("José", 1)!.Value.Value, keys.Hash("Jose", 1)!.Value.Value);
        Assert.Null(keys.Hash("José", 2));
    }
}
