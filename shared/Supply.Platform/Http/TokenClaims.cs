using System.Security.Claims;

namespace Supply.Platform.Http;

/// <summary>
/// Gives the claims of a foreign authority the names that are read here. What bears one of these names and is not the claim of the
/// settings goes: it gave no right at the authority and gives none here.
/// </summary>
internal static class TokenClaims
{
    public static void Rename(ClaimsIdentity identity, TokenSettings settings)
    {
        (string Own, string Theirs)[] names =
        [
            ("sub", settings.SubjectClaim), ("name", settings.NameClaim), ("role", settings.RoleClaim), ("place", settings.PlaceClaim),
            ("state", settings.StateClaim), ("facility", settings.FacilityClaim),
        ];
        var given = names.SelectMany(x => identity.FindAll(x.Theirs).Select(claim => new Claim(x.Own, claim.Value))).ToList();
        foreach (var claim in names.SelectMany(x => identity.FindAll(x.Own)).ToList())
            identity.RemoveClaim(claim);
        foreach (var claim in given)
        {
            // pharmacy:HGIMB000011 is the role and its place
            var end = claim.Type == "role" ? claim.Value.IndexOf(':', StringComparison.Ordinal) : -1;
            if (end < 0)
            {
                identity.AddClaim(claim);
                continue;
            }
            identity.AddClaim(new Claim("role", claim.Value[..end]));
            identity.AddClaim(new Claim("place", claim.Value));
        }
    }
}
