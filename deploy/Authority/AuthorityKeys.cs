using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Supply.Authority;

/// <summary>The keys of tokens, made at the first start: sessions outlive a restart. Without the files everybody signs in anew.</summary>
internal static class AuthorityKeys
{
    private const int Bits = 2048;

    /// <summary>Signs what anybody may check.</summary>
    public static RsaSecurityKey Signing(string folder)
    {
        var bytes = Kept(Path.Combine(folder, "identity-signing.key"), () =>
        {
            using var made = RSA.Create(Bits);
            return made.ExportPkcs8PrivateKey();
        });
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(bytes, out _);
        return new RsaSecurityKey(rsa) { KeyId = Convert.ToHexStringLower(SHA256.HashData(rsa.ExportRSAPublicKey()))[..16] };
    }

    /// <summary>Seals codes and refresh tokens, which nobody else reads.</summary>
    public static SymmetricSecurityKey Sealing(string folder) =>
        new(Kept(Path.Combine(folder, "identity-sealing.key"), () => RandomNumberGenerator.GetBytes(32)));

    /// <summary>A folder that only its owner can read.</summary>
    public static DirectoryInfo Folder(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static byte[] Kept(string path, Func<byte[]> make)
    {
        if (File.Exists(path))
            return File.ReadAllBytes(path);
        var made = make();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(made);
        return made;
    }
}
