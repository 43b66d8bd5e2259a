using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Supply.Platform.Tests;

/// <summary>A cable between a program and a server that a test can cut and mend.</summary>
public sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> open = [];
    private readonly ConcurrentDictionary<Socket, bool> silent = [];
    private readonly (string Host, int Port) target;
    private volatile bool cut;

    public Wire(string target)
    {
        this.target = (target.Split(':')[0], int.Parse(target.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        cut = true;
        while (open.TryTake(out var socket))
            socket.Dispose();
    }

    public void Mend() => cut = false;

    /// <summary>What is connected now stays so, and nothing goes over it any more.</summary>
    public void Silence()
    {
        foreach (var socket in open)
            silent[socket] = true;
    }

    public void Dispose()
    {
        listener.Dispose();
        Cut();
    }

    private async Task Accept()
    {
        while (true)
        {
            var near = await listener.AcceptSocketAsync();
            if (cut)
            {
                near.Dispose();
                continue;
            }
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
            open.Add(near);
            open.Add(far);
            await far.ConnectAsync(target.Host, target.Port);
            _ = Pump(near, far);
            _ = Pump(far, near);
        }
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
                if (!silent.ContainsKey(to))
                    await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // cut
        }
        from.Dispose();
        to.Dispose();
    }
}
