namespace Supply.EndToEnd;

/// <summary>
/// What the end-to-end tests run against, with its clients and everything that they have done with it so far: several
/// histories may follow each other on one system, and each ends where all of them together must.
/// </summary>
public abstract class SystemUnderTest : IAsyncDisposable
{
    private readonly List<Act> acts = [];
    private readonly HashSet<Guid> known = [];

    protected SystemUnderTest(Uri address)
    {
        Address = address;
        Client = new RetryingClient(address);
        Sending = new Sending(Client);
    }

    public Uri Address { get; }
    public RetryingClient Client { get; }
    public Sending Sending { get; }

    /// <summary>The names of what can be killed.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>What its processes printed last.</summary>
    public abstract string Output { get; }

    /// <summary>SIGKILL: no handler of the program runs.</summary>
    public abstract Task Kill(params string[] parts);

    /// <summary>Starts them again on the same data and returns when they serve.</summary>
    public abstract Task BringBack(params string[] parts);

    /// <summary>From here on the acts belong to what the system must know. Those that it has been told of before are sent again.</summary>
    public Task Send(IReadOnlyList<Act> arriving, int hands, SemaphoreSlim? gate = null)
    {
        acts.AddRange(arriving.Where(x => known.Add(x.Id)));
        return Sending.Send(arriving, hands, gate);
    }

    /// <summary>Waits until the system says what its clients know.</summary>
    /// <returns>What still differs when the time is up.</returns>
    public Task<IReadOnlyList<string>> Settled(TimeSpan within) =>
        new Reconciliation(Client, new ClientLedger(acts, Sending.Picks), acts).Settled(within);

    public virtual ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
