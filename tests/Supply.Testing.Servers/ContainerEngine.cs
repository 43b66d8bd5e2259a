using Docker.DotNet;

namespace Supply.Testing.Servers;

/// <summary>
/// Whether a container engine answers. Testcontainers says only that there is none, and not why; that the <c>docker</c> client is installed
/// says nothing about an engine.
/// </summary>
public sealed class ContainerEngine(Func<string, string?> environment, IReadOnlyList<string>? sockets = null, TimeSpan? limit = null)
{
    /// <summary>An engine on this machine answers within milliseconds; one that is silent for so long is broken.</summary>
    private readonly TimeSpan limit = limit ?? TimeSpan.FromSeconds(2);

    private Task<string?>? missing;

    /// <returns>Null: an engine answers; otherwise why not, in one line. Asked once.</returns>
    public Task<string?> Missing()
    {
        lock (this)
            return missing ??= Ask();
    }

    private async Task<string?> Ask()
    {
        var reason = "no container engine: no socket, and DOCKER_HOST is not set";
        foreach (var address in Addresses())
        {
            try
            {
                using var patience = new CancellationTokenSource(limit, TimeProvider.System);
                using var client = new DockerClientBuilder().WithEndpoint(new Uri(address)).Build();
                // The client's own patience is longer than ours on a port that accepts and says nothing.
                await client.System.PingAsync(patience.Token).WaitAsync(limit, TimeProvider.System);
                return null;
            }
            catch (Exception e)
            {
                var what = e is OperationCanceledException or TimeoutException
                    ? $"no answer within {limit.TotalSeconds} s" : e.GetBaseException().Message;
                reason = $"no container engine at {address}: {what.ReplaceLineEndings(" ")}";
            }
        }
        return reason;
    }

    private List<string> Addresses()
    {
        if (environment("DOCKER_HOST") is { Length: > 0 } given)
            return [given];
        if (OperatingSystem.IsWindows())
            return ["npipe://./pipe/docker_engine"];
        return [.. (sockets ?? UsualSockets()).Where(File.Exists).Select(x => "unix://" + x)];
    }

    private string[] UsualSockets() =>
    [
        "/var/run/docker.sock", $"{environment("XDG_RUNTIME_DIR")}/docker.sock",
        $"{environment("HOME")}/.docker/run/docker.sock", $"{environment("HOME")}/.docker/desktop/docker.sock",
    ];
}
