namespace Supply.Dispensing.Patients;

/// <summary>
/// The patient's reference, sealed on the device where it was typed for a key of <c>GET /dispensing/sealing-key</c>
/// (docs/sealed-patients.md). Bytes are base64url without padding; plain base64 is understood too.
/// </summary>
/// <param name="KeyId">The <c>keyId</c> of that key.</param>
/// <param name="EphemeralKey">The public half of the pair that was made for this seal alone: 65 bytes, as WebCrypto exports it raw.</param>
/// <param name="Iv">12 bytes.</param>
/// <param name="Data">What AES-GCM made of the text, with its tag of 16 bytes at the end.</param>
public sealed record SealedPatient(string? KeyId = null, string? EphemeralKey = null, string? Iv = null, string? Data = null);
