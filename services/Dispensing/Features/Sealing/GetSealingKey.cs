using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Sealing;

public static class GetSealingKey
{
    /// <param name="Algorithm">How a text is sealed for it: docs/sealed-patients.md.</param>
    /// <param name="ValidUntil">What is sealed for it is opened until then; a device asks for another one long before.</param>
    public sealed record Response(
        string KeyId, [OneOf(GetSealingKey.Algorithm)] string Algorithm, PublicJwk Jwk, DateTimeOffset ValidUntil);

    /// <summary>A public key as RFC 7517 writes it, for <c>crypto.subtle.importKey('jwk', ...)</c>.</summary>
    public sealed record PublicJwk(string Kty, string Crv, string X, string Y);

    public const string Algorithm = "ECDH-P256+HKDF-SHA256+A256GCM";

    public static void MapGetSealingKey(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/sealing-key", Handle)
        .WithSummary("The public key for which a device seals the patient's reference, so that nobody reads it where it waits to be sent.")
        .Allow(Scope.Nation, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(DispensingDb db, PatientKeys ring, CancellationToken ct) =>
        Of(await Current(db, ring, ct) ?? await db.Write(async () =>
        {
            await db.LockByName("sealing-key", ct); // two copies make one
            if (await Current(db, ring, ct) is { } made)
                return made;
            var key = SealingKeys.Make(ring, db.Origin.Clock.Now());
            db.SealingKeys.Add(key);
            db.Audit("sealing-key.made", key.Id);
            return key;
        }, ct));

    private static async Task<SealingKey?> Current(DispensingDb db, PatientKeys ring, CancellationToken ct)
    {
        var since = db.Origin.Clock.Now() - SealingKeys.HandedOut;
        var keys = await db.SealingKeys.AsNoTracking().Where(x => x.CreatedAt > since).OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id)
            .ToListAsync(ct);
        return keys.Find(x => SealingKeys.IsUsable(x, ring));
    }

    private static Response Of(SealingKey key) => new(
        key.Id, Algorithm, new PublicJwk("EC", "P-256", Base64Url.EncodeToString(key.PublicKey.AsSpan(1, 32)),
            Base64Url.EncodeToString(key.PublicKey.AsSpan(33, 32))), SealingKeys.ValidUntil(key));
}
