using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Supply.Testing;

/// <summary>Ports of 127.0.0.1 at which nobody listens.</summary>
public static class Ports
{
    /// <summary>One of those that the system hands out.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// Whether so many from the first on are free. For servers that come back: below those that the system hands out, theirs stay free
    /// meanwhile.
    /// </summary>
    public static bool AreFree(int first, int count) => Enumerable.Range(first, count).All(IsFree);

    /// <summary>The first of so many in a row for servers of a test's own, which may come back on them.</summary>
    public static int FreeRange(int count)
    {
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(11_000, 20_000);
            if (AreFree(first, count))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
