using System.Diagnostics;

namespace Harness.Platform;

/// <summary>A process of this machine, told from one that has its number later by the time at which it began.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Started">When it began.</param>
internal sealed record RunningProcess(int Id, DateTimeOffset Started)
{
    // Start times are worked out from the time since boot and may come out differently by a clock's correction.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>This process.</summary>
    public static RunningProcess Current
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return new RunningProcess(self.Id, new DateTimeOffset(self.StartTime));
        }
    }

    /// <summary>Whether it is still there.</summary>
    public bool IsThere
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return (new DateTimeOffset(process.StartTime) - Started).Duration() < Tolerance;
            }
            catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
            {
                // There is no such process, or it ended just now.
                return false;
            }
        }
    }
}
