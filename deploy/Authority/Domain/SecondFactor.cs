using Supply.Platform.Http;

namespace Supply.Authority.Domain;

/// <summary>Who must sign in with a one-time code besides the password.</summary>
public static class SecondFactor
{
    public static bool IsNeededBy(string role) => role is Roles.Central or Roles.State or Roles.Operator;
}
