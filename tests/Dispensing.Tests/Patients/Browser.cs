using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Supply.Dispensing.Tests.Patients;

/// <summary>Seals as a page does with WebCrypto, step by step as docs/sealed-patients.md says.</summary>
internal static class Browser
{
    public static Dictionary<string, object?> Seal(string text, Guid prescription, JsonElement key)
    {
        using var theirs = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Member("x"), Y = Member("y") },
        });
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var q = own.ExportParameters(false).Q;
        byte[] ephemeral = [4, .. q.X!, .. q.Y!];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirs.PublicKey), 32, ephemeral,
            Encoding.ASCII.GetBytes("supply/sealed-patient/1"));
        var (iv, plain, tag) = (RandomNumberGenerator.GetBytes(12), Encoding.UTF8.GetBytes(text), new byte[16]);
        var cipher = new byte[plain.Length];
        using (var aes = new AesGcm(material, 16))
            aes.Encrypt(iv, plain, cipher, tag, Encoding.ASCII.GetBytes(prescription.ToString("D")));
        return new()
        {
            ["keyId"] = key.GetProperty("keyId").GetString(), ["ephemeralKey"] = Base64Url.EncodeToString(ephemeral),
            ["iv"] = Base64Url.EncodeToString(iv), ["data"] = Base64Url.EncodeToString([.. cipher, .. tag]),
        };

        byte[] Member(string name) => Base64Url.DecodeFromChars(key.GetProperty("jwk").GetProperty(name).GetString());
    }
}
