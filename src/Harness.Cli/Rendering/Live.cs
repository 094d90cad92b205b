using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Cli.Rendering;

/// <summary>Progress on a terminal, redrawn in place while something runs.</summary>
internal static class Live
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows progress until the work ends, well or not.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="keep">Whether the last picture stays.</param>
    /// <param name="render">Draws what is known after this time.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, bool keep, Func<TimeSpan, IRenderable> render, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        return await console.Live(render(watch.Elapsed)).AutoClear(!keep).StartAsync(async display =>
        {
            var running = work();
            while (!running.IsCompleted)
            {
                display.UpdateTarget(render(watch.Elapsed));
                await Task.WhenAny(running, Task.Delay(Interval));
            }

            display.UpdateTarget(render(watch.Elapsed));
            return await running;
        });
    }
}
