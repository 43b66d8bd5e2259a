using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>
/// Hashes of passwords by ASP.NET Core Identity (PBKDF2 with HMAC-SHA512). No more than half of the cores hash at a time.
/// </summary>
internal sealed class Passwords
{
    private const int Iterations = 210_000; // OWASP's Password Storage Cheat Sheet, for HMAC-SHA512

    private readonly PasswordHasher<Account> hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    private readonly SemaphoreSlim cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> nobodys;

    public Passwords() => nobodys = new(() => hasher.HashPassword(null!, Secrets.OfLink()));

    public Task<string> Hash(string password, CancellationToken ct) =>
        Run(() => hasher.HashPassword(null!, PasswordRules.Normalise(password)), ct);

    /// <summary>Takes as long for an account that does not exist as for one that does.</summary>
    public async Task<bool> Fits(Account? account, string password, CancellationToken ct) =>
        await Run(() => hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? nobodys.Value, PasswordRules.Normalise(password)), ct)
            != PasswordVerificationResult.Failed && account?.PasswordHash is not null;

    private async Task<T> Run<T>(Func<T> work, CancellationToken ct)
    {
        await cores.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            cores.Release();
        }
    }
}
