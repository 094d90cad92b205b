using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Probing;

/// <summary>Collects what <c>/proc</c> shows. It judges nothing: what cannot be read is null, with the reason where there is one.</summary>
internal sealed class Probe(ProcFileSystem proc, IMainRule rule)
{
    private const int LongestContent = 4096;
    private const uint PlantMode = 0x1a4; // 0644
    private const uint ProgramMode = 0x1ed; // 0755
    private const uint DirectoryMode = 0x1ed; // 0755

    private static readonly string[] SecurityLines = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp"];
    private static readonly string[] NamespaceNames = ["cgroup", "ipc", "mnt", "net", "pid", "user", "uts"];

    /// <summary>Writes the files that are asked for, then looks.</summary>
    internal ProbeReport Run(ProbeArguments arguments)
    {
        var processes = proc.Processes();
        var candidates = rule.Candidates(processes, proc.OwnMountNamespace);
        var mainRoot = candidates.Count == 1 ? $"/proc/{candidates[0].Pid}/root" : null;
        var noMain = $"{candidates.Count} processes qualify as main, exactly one must";
        var planted = arguments.Plants
            .Select(plant => new PlantedFile(plant.Path, mainRoot is null ? noMain : Plant(mainRoot, plant.Path, plant.Content)))
            .ToList();
        if (arguments.Lent is { } lent)
        {
            planted.Add(new PlantedFile(lent, mainRoot is null ? noMain : Lend(mainRoot, lent)));
        }

        return new ProbeReport(
            Detail(Environment.ProcessId),
            [.. candidates.Select(candidate => Detail(candidate.Pid))],
            [.. processes.Select(Summary)],
            [.. arguments.Paths.Select(path => Look(path, mainRoot, noMain))],
            planted,
            proc.RoutedInterfaces(),
            (int)Math.Max(0, Libc.SystemCall(Libc.LandlockCreateRuleset, 0, 0, Libc.LandlockVersion)));
    }

    private ProbedProcess Detail(int pid)
    {
        var (environ, environError) = ReadEnviron(pid);
        return new ProbedProcess(
            pid,
            proc.Stat(pid)?.StartTime ?? 0,
            proc.Argv(pid) ?? [],
            environ,
            environError,
            proc.Status(pid),
            NamespaceNames
                .Select(name => (Name: name, Link: proc.Namespace(pid, name)))
                .Where(entry => entry.Link is not null)
                .ToDictionary(entry => entry.Name, entry => entry.Link!),
            proc.Text(pid, "cgroup"),
            proc.Text(pid, "mountinfo"));
    }

    private (string? Base64, string? Error) ReadEnviron(int pid)
    {
        try
        {
            return (Convert.ToBase64String(proc.Environ(pid)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private ProcessSummary Summary(ProcessEntry process)
    {
        var status = proc.Status(process.Pid);
        var user = status.GetValueOrDefault("Uid", "-1").Split('\t')[0];
        return new ProcessSummary(
            process.Pid,
            process.ParentPid,
            process.State.ToString(),
            int.Parse(user, System.Globalization.CultureInfo.InvariantCulture),
            process.Argv,
            status.Where(line => SecurityLines.Contains(line.Key)).ToDictionary(),
            process.MountNamespace);
    }

    private static string? Lend(string mainRoot, string path)
    {
        try
        {
            return Plant(mainRoot, path, File.ReadAllBytes(ProbeArguments.LentProgram), ProgramMode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string? Plant(string mainRoot, string path, byte[] content, uint mode = PlantMode)
    {
        if (MakeDirectory(mainRoot, Path.GetDirectoryName(path) ?? "/") is { } problem)
        {
            return problem;
        }

        var flags = Libc.OpenWriteOnly | Libc.OpenCreate | Libc.OpenTruncate;
        using var handle = RootedPath.Open(mainRoot, path, flags, out var error, mode);
        if (handle is null)
        {
            return Libc.Message(error);
        }

        try
        {
            RandomAccess.Write(handle, content, 0);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    /// <summary>Makes what is missing of a directory; why that failed, or null.</summary>
    private static string? MakeDirectory(string mainRoot, string path)
    {
        using (var there = RootedPath.Open(mainRoot, path, Libc.OpenPath, out var missing))
        {
            if (there is not null || missing != Libc.NoSuchEntry)
            {
                return there is null ? Libc.Message(missing) : null;
            }
        }

        var parent = Path.GetDirectoryName(path) ?? "/";
        if (MakeDirectory(mainRoot, parent) is { } problem)
        {
            return problem;
        }

        using var directory = RootedPath.Open(mainRoot, parent, Libc.OpenPath | Libc.OpenDirectory, out var error);
        if (directory is null)
        {
            return Libc.Message(error);
        }

        var made = Libc.MakeDirectoryAt(directory, Path.GetFileName(path), DirectoryMode) == 0;
        return made || Marshal.GetLastPInvokeError() == Libc.Exists ? null : Libc.Message(Marshal.GetLastPInvokeError());
    }

    private static ProbedPath Look(string path, string? mainRoot, string noMain)
    {
        var (inMain, mainError) = mainRoot is null ? (null, noMain) : Look(mainRoot, path);
        var (inSidecar, sidecarError) = Look("/", path);
        return new ProbedPath(path, inMain, inSidecar, mainError, sidecarError);
    }

    private static (PathStat? Stat, string? Error) Look(string root, string path)
    {
        using var handle = RootedPath.Open(root, path, Libc.OpenPath, out var error);
        if (handle is null)
        {
            return (null, error is Libc.NoSuchEntry or Libc.NotDirectory ? null : Libc.Message(error));
        }

        var status = Descriptor.Status(handle);
        return (
            new PathStat(
                status.Type,
                status.Mode & 0xfff,
                (int)status.Uid,
                (int)status.Gid,
                (long)status.Size,
                (long)status.Inode,
                status.Device,
                status.IsRegular ? Content(handle) : null),
            null);
    }

    private static string? Content(SafeFileHandle handle)
    {
        // The path was opened without reading permission; by its descriptor the same file is opened again.
        using var readable = Descriptor.Open($"/proc/self/fd/{handle.DangerousGetHandle()}", Libc.OpenReadOnly, out _);
        if (readable is null)
        {
            return null;
        }

        var buffer = new byte[LongestContent];
        var length = RandomAccess.Read(readable, buffer, 0);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
