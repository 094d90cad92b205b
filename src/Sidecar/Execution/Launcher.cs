using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;
using Sidecar.Protocol;

namespace Sidecar.Execution;

/// <summary>
/// The program that puts the wall around what is started in main, <c>images/sidecar/enclose.c</c>. It is opened once and its
/// descriptor is handed on, because in main's file system there is no such program to be found by a name.
/// </summary>
internal sealed class Launcher : IDisposable
{
    /// <summary>Where the image has it.</summary>
    internal const string Path = "/app/enclose";

    /// <summary>What it is called by a child that was started with <see cref="Descriptors"/>.</summary>
    internal const string InChild = "/proc/self/fd/3";

    // Descriptors that it is given must not have the numbers that it is given them as.
    private const int LowestDescriptor = 16;

    private readonly SafeFileHandle image;

    private Launcher(SafeFileHandle file, Walls walls) => (image, Walls) = (file, walls);

    /// <summary>What stands around each program.</summary>
    internal Walls Walls { get; }

    /// <summary>Opens it and has it build the wall once around itself.</summary>
    /// <exception cref="WallException">It is not there, or the wall cannot be built.</exception>
    internal static Launcher Open(string path = Path)
    {
        using var found = Descriptor.Open(path, Libc.OpenPath, out var error);
        if (found is null)
        {
            throw new WallException($"{path}, which puts the wall around each program, cannot be opened: {Libc.Message(error)}.");
        }

        var file = new SafeFileHandle(Libc.FileControl(found, Libc.DuplicateAbove, LowestDescriptor), ownsHandle: true);
        var words = Try(path, file).Split(' ', StringSplitOptions.TrimEntries);
        return words.Length == 3 && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var landlock)
            ? new Launcher(file, new Walls(words[0] == "1", words[1] == "1", landlock))
            : throw new WallException($"{path} did not build the wall. It said: {string.Join(' ', words)}");
    }

    /// <summary>What a child gets as its descriptors 3 and 4.</summary>
    internal IReadOnlyList<SafeFileHandle> Descriptors(WallReport report) => [image, report.Writer];

    public void Dispose() => image.Dispose();

    private static string Try(string path, SafeFileHandle file)
    {
        using var output = new OutputPipe();
        using var report = new WallReport();
        ChildProcess child;
        using (output.Reader)
        {
            child = ChildProcess.Start([Encoding.UTF8.GetBytes(path), "--walls"u8.ToArray()], output.Writer, output.Writer, [file, report.Writer]);
            output.Writer.Dispose();
            var text = WallReport.Read(output.Reader);
            _ = child.Reap();
            return report.Failure ?? text;
        }
    }
}
