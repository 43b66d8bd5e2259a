using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Patients;

/// <summary>
/// The keys under which patients are hashed, by version; the highest is used for new records, the others for repetitions
/// of old ones. From <c>Patients:Keys:{version}</c> (base64) or the file <c>Patients:KeyFile</c> (<c>{"1":"base64"}</c>),
/// which is never inside the database.
/// </summary>
public sealed class PatientKeys
{
    private const int MinBytes = 32;
    private const string Ask = "Give Patients:Keys:1 (base64 of 32 random bytes, e.g. openssl rand -base64 32) or Patients:KeyFile.";

    private readonly IReadOnlyDictionary<int, byte[]> keys;

    private PatientKeys(IReadOnlyDictionary<int, byte[]> keys) => (this.keys, Current) = (keys, keys.Keys.Max());

    public int Current { get; }

    /// <summary>Null when that key is no longer in the ring.</summary>
    /// <param name="patient">Any text; blanks around it and its Unicode form do not matter.</param>
    public PatientHash? Hash(string patient, int version) => keys.TryGetValue(version, out var key)
        ? new PatientHash(version, HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(patient.Trim().Normalize(NormalizationForm.FormC))))
        : null;

    /// <summary>
    /// A key of 32 bytes for another use, which says nothing of the patients' key. Null when that is no longer in the ring.
    /// </summary>
    public byte[]? Derived(int version, string use) => keys.TryGetValue(version, out var key)
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(use))
        : null;

    /// <exception cref="InvalidOperationException">No keys, or none that can be used. Only an embedded (SQLite) system makes its
    /// own.</exception>
    public static PatientKeys From(IConfiguration configuration)
    {
        var given = configuration.GetSection("Patients:Keys").GetChildren().ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        if (given.Count > 0)
            return Parse(given, "Patients:Keys");
        if (configuration["Patients:KeyFile"] is { Length: > 0 } named)
            return File.Exists(named)
                ? Read(named) : throw new InvalidOperationException($"The patients' key file {named} does not exist. {Ask}");
        var database = Database.From(configuration);
        if (database.Provider != DatabaseProvider.Sqlite)
            throw new InvalidOperationException(
                $"There is no key for the patients' hashes, and with a server database none is made by itself: copies of the service "
                + $"would disagree. {Ask}");
        var file = Path.Combine(database.Location, "patients.keys.json");
        if (!File.Exists(file))
            Make(file);
        return Read(file);
    }

    private static PatientKeys Read(string file)
    {
        try
        {
            return Parse(JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllBytes(file)) ?? [], file);
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{file} is no JSON object of key versions and base64 keys.");
        }
    }

    private static PatientKeys Parse(IReadOnlyDictionary<string, string?> given, string source)
    {
        var keys = new Dictionary<int, byte[]>();
        foreach (var (name, text) in given)
        {
            var bytes = new byte[(text?.Length ?? 0) + 3];
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1
                || !Convert.TryFromBase64String(text ?? "", bytes, out var length) || length < MinBytes)
                throw new InvalidOperationException(
                    $"{source}: version «{name}» must be a positive number with a base64 key of at least {MinBytes} bytes.");
            keys[version] = bytes[..length];
        }
        return keys.Count > 0 ? new PatientKeys(keys) : throw new InvalidOperationException($"{source} holds no key. {Ask}");
    }

    // Whole or not at all, and for this user's eyes only.
    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(
                stream, new Dictionary<string, string> { ["1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MinBytes)) });
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, file);
    }
}
