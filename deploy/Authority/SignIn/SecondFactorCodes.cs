using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;
using QRCoder;

namespace Supply.Authority.SignIn;

/// <summary>One-time codes by the clock (RFC 6238): six digits, 30 s, one step of slack to each side, none taken twice.</summary>
internal sealed class SecondFactorCodes(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int KeyBytes = 20; // RFC 4226, 4: 160 bits recommended
    private const int PixelsOfModule = 6;

    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    /// <summary>As it is stored; only this data folder opens it.</summary>
    public string MakeSealed(Guid account) => protector.Protect($"{account} {Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes))}");

    /// <returns>Null: it was sealed for another account or another folder.</returns>
    public string? Open(string? sealedKey, Guid account)
    {
        try
        {
            return string.IsNullOrEmpty(sealedKey) || protector.Unprotect(sealedKey).Split(' ') is not [var owner, var key]
                || owner != account.ToString() ? null : key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <returns>The step that the code is of; null: it is wrong, too old, or was taken already.</returns>
    public long? Step(string? key, string typed, long lastTaken)
    {
        var code = string.Concat(typed.Where(char.IsAsciiDigit));
        return key is not null && new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out var step,
            new VerificationWindow(previous: 1, future: 1)) && step > lastTaken ? step : null;
    }

    /// <summary>The picture that the application on the telephone reads, as an address that holds it.</summary>
    public static string Picture(string key, string userName)
    {
        using var data = QRCodeGenerator.GenerateQrCode(
            new OtpUri(OtpType.Totp, key, userName, "Abasto IMSS-BIENESTAR").ToString(), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return string.Create(CultureInfo.InvariantCulture, $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsOfModule))}");
    }
}
