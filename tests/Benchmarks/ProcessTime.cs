using System.Globalization;

namespace Supply.Benchmarks;

/// <summary>Processor time of processes, in seconds, as the kernel counts it.</summary>
internal static class ProcessTime
{
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>Of the process and of its children, those that have ended included: PostgreSQL has one for each connection.</summary>
    public static double WithChildren(int process) => Of(process, withChildren: true);

    public static double Of(int process, bool withChildren)
    {
        var parent = process.ToString(CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(x => int.TryParse(x, out _)).Sum(pid =>
        {
            try
            {
                var text = File.ReadAllText($"/proc/{pid}/stat");
                // from the state on: 1 is the parent, 11 to 14 are its own and its dead children's times
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (pid != parent && !(withChildren && fields[1] == parent))
                    return 0d;
                return fields[11..15].Sum(x => double.Parse(x, CultureInfo.InvariantCulture)) / TicksPerSecond;
            }
            catch (IOException)
            {
                return 0d; // it has ended
            }
        });
    }
}
