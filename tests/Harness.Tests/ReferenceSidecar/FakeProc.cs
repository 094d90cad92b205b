using System.Text;
using Sidecar.Processes;

namespace Harness.Tests.ReferenceSidecar;

/// <summary>A directory that looks like /proc as far as the sidecar reads it.</summary>
internal sealed class FakeProc : IDisposable
{
    public const string SidecarNamespace = "mnt:[100]";
    public const string MainNamespace = "mnt:[200]";
    public const string PauseNamespace = "mnt:[300]";

    private readonly string root = Directory.CreateTempSubdirectory("kcr-proc-").FullName;

    public FakeProc() => LinkNamespace("self", SidecarNamespace);

    public ProcFileSystem Reader => new(root);

    /// <summary>Adds a process, or replaces the one with its pid.</summary>
    public FakeProc With(
        int pid, string[] argv, string? mountNamespace, int parent = 0, long startTime = 1000, char state = 'S', byte[]? environ = null)
    {
        Remove(pid);
        Directory.CreateDirectory(Path.Combine(root, $"{pid}"));
        Write(pid, "stat", Encoding.UTF8.GetBytes($"{pid} (a ) b) {state} {parent} 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 {startTime} 1 1"));
        Write(pid, "cmdline", Encoding.UTF8.GetBytes(string.Concat(argv.Select(argument => argument + "\0"))));
        Write(pid, "status", Encoding.UTF8.GetBytes("Name:\tx\nUid:\t65532\t65532\t65532\t65532\n"));
        if (environ is not null)
        {
            Write(pid, "environ", environ);
        }

        if (mountNamespace is not null)
        {
            LinkNamespace($"{pid}", mountNamespace);
        }

        return this;
    }

    public FakeProc WithMain(int pid = 7, long startTime = 1000, string environ = "PATH=/bin\0") =>
        With(pid, ["sleep", "infinity"], MainNamespace, startTime: startTime, environ: Encoding.UTF8.GetBytes(environ));

    public void Remove(int pid)
    {
        var path = Path.Combine(root, $"{pid}");
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(int pid, string name, byte[] content) => File.WriteAllBytes(Path.Combine(root, $"{pid}", name), content);

    private void LinkNamespace(string process, string target)
    {
        Directory.CreateDirectory(Path.Combine(root, process, "ns"));
        File.CreateSymbolicLink(Path.Combine(root, process, "ns", "mnt"), target);
    }
}
