using Supply.Authority.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>A session that is open, and whose it is.</summary>
internal sealed record SignedIn(Session Session, Account Account);
