using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Supply.Web.Tests;

/// <summary>
/// The line between a browser and the program: it can be cut, can lose an answer after its request was taken, and can tell another time
/// than the program's. (What a browser's own switches do is not seen by a page that a service worker controls.)
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private const string DateHeader = "\r\nDate: ";
    private static readonly int dateLength = "Fri, 27 Nov 2026 09:29:41 GMT".Length;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly List<TcpClient> open = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isCut;

    public Line(Uri program)
    {
        target = program.Port;
        listener.Start();
        accepting = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What every answer's <c>Date</c> is moved by.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>The answer to a request that contains this text is lost.</summary>
    public string? Loses { get; set; }

    /// <summary>Such a request was taken by the program, and its answer is gone.</summary>
    public Task Lost => lost.Task;

    /// <summary>Every later answer with the service worker's script has it as of another version.</summary>
    public bool HasNewVersion { get; set; }

    public void Cut()
    {
        isCut = true;
        lock (open)
            foreach (var client in open)
                client.Close();
    }

    public void Restore() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        Cut();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    private async Task Accept()
    {
        while (!over.IsCancellationRequested)
        {
            var browser = await listener.AcceptTcpClientAsync(over.Token);
            if (isCut)
                browser.Close();
            else
                _ = Carry(browser);
        }
    }

    private async Task Carry(TcpClient browser)
    {
        using var program = new TcpClient();
        using (browser)
            try
            {
                await program.ConnectAsync(IPAddress.Loopback, target, over.Token);
                lock (open)
                    open.AddRange([browser, program]);
                var isLosing = false;
                await Task.WhenAny(
                    Pump(
                        browser, program, some =>
                        {
                            isLosing |= Loses is { } text && Encoding.Latin1.GetString(some.Span).Contains(text);
                            AskWhole(some);
                        }),
                    Pump(
                        program, browser, some =>
                        {
                            Move(some);
                            Renew(some);
                        }, () => isLosing));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // the line was cut
            }
            finally
            {
                lock (open)
                {
                    open.Remove(browser);
                    open.Remove(program);
                }
            }
    }

    private async Task Pump(TcpClient from, TcpClient to, Action<Memory<byte>> look, Func<bool>? isLost = null)
    {
        var buffer = new byte[1 << 16];
        while (await from.GetStream().ReadAsync(buffer, over.Token) is var length and > 0)
        {
            look(buffer.AsMemory(0, length));
            if (isLost?.Invoke() == true)
                lost.TrySetResult();
            else
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length), over.Token);
        }
    }

    /// <summary>The script as plain text, also where the browser has it: names of headers that nobody knows say nothing.</summary>
    private void AskWhole(Memory<byte> some)
    {
        var text = Encoding.Latin1.GetString(some.Span);
        if (!HasNewVersion || !text.StartsWith("GET /sw.js", StringComparison.Ordinal))
            return;
        foreach (var header in (string[])["Accept-Encoding:", "If-None-Match:", "If-Modified-Since:"])
            if (text.IndexOf(header, StringComparison.OrdinalIgnoreCase) is var at and > 0)
                some.Span[at] = (byte)'X';
    }

    private void Renew(Memory<byte> some)
    {
        const string version = "version:`";
        if (HasNewVersion && Encoding.Latin1.GetString(some.Span).IndexOf(version, StringComparison.Ordinal) is var at and >= 0)
            some.Span.Slice(at + version.Length, 8).Fill((byte)'0');
    }

    private void Move(Memory<byte> some)
    {
        if (ClockAhead == TimeSpan.Zero)
            return;
        var text = Encoding.Latin1.GetString(some.Span);
        for (var at = text.IndexOf(DateHeader, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = text.IndexOf(DateHeader, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at + DateHeader.Length;
            if (start + dateLength <= text.Length && DateTimeOffset.TryParseExact(
                text.AsSpan(start, dateLength), "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out var told))
                Encoding.Latin1.GetBytes(told.Add(ClockAhead).ToString("R", CultureInfo.InvariantCulture), some.Span[start..]);
        }
    }
}
