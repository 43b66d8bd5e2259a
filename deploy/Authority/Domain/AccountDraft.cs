using System.Text.RegularExpressions;
using Supply.Platform.Http;

namespace Supply.Authority.Domain;

/// <summary>What an account is to be.</summary>
internal sealed partial record AccountDraft(
    string UserName, string Name, bool Administrator, IReadOnlyList<(string Role, string Place)> Roles)
{
    private const int LongestName = 120;
    private const int MostRoles = 50;

    public static Outcome<AccountDraft> Read(
        string? userName, string? name, bool administrator, IReadOnlyList<(string? Role, string? State, string? Facility)> roles)
    {
        var (known, shown) = (Texts.Line(userName).ToLowerInvariant(), Texts.Line(name));
        if (!UserNames().IsMatch(known))
            return Refusal.Invalid("accounts.user-name",
                "El usuario lleva de 3 a 60 letras sin acento, dígitos, puntos, guiones o una dirección de correo.", "userName");
        if (shown.Length is 0 or > LongestName)
            return Refusal.Invalid("accounts.name", $"El nombre es obligatorio y tiene hasta {LongestName} caracteres.", "name");
        if (roles.Count is 0 or > MostRoles)
            return Refusal.Invalid("accounts.roles", $"Una cuenta tiene de 1 a {MostRoles} roles.", "roles");
        var read = new List<(string Role, string Place)>();
        for (var i = 0; i < roles.Count; i++)
        {
            if (ReadRole(roles[i].Role, roles[i].State, roles[i].Facility).Refused(out var why, out var role))
                return why.At($"roles[{i}]");
            if (!read.Contains(role))
                read.Add(role);
        }
        if (administrator && !read.Exists(x => x.Role == Platform.Http.Roles.Operator))
            return Refusal.Invalid("accounts.administrator-role", "Quien administra las cuentas tiene el rol operator.", "administrator");
        return new AccountDraft(known, shown, administrator, read);
    }

    private static Outcome<(string Role, string Place)> ReadRole(string? name, string? state, string? facility)
    {
        var role = (name ?? "").Trim();
        if (!Platform.Http.Roles.All.Contains(role, StringComparer.Ordinal))
            return Refusal.Invalid("accounts.role", $"Los roles son: {string.Join(", ", Platform.Http.Roles.All)}.", "role");
        if (facility is { Length: > 0 })
        {
            if (role is not (Platform.Http.Roles.Pharmacy or Platform.Http.Roles.Warehouse))
                return Refusal.Invalid("accounts.facility-role", "Solo farmacia y almacén actúan por un establecimiento.", "facility");
            if (FacilityCode.Parse(facility).Refused(out var why, out var code))
                return why;
            if (state is { Length: > 0 } && state != code.State.Code)
                return Refusal.Invalid("accounts.facility-state", $"El establecimiento {code} no es de esa entidad.", "state");
            return (role, code.Value);
        }
        if (state is { Length: > 0 })
            return FederalState.Parse(state).Refused(out var why, out var entity) ? why : (role, entity.Code);
        return role is Platform.Http.Roles.Pharmacy or Platform.Http.Roles.Warehouse or Platform.Http.Roles.State
            ? Refusal.Invalid("accounts.place", "Este rol necesita una entidad o un establecimiento.", "state") : (role, "");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{2,59}$")]
    private static partial Regex UserNames();
}
