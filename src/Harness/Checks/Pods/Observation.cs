using System.Globalization;
using System.Text;
using Sidecar.Protocol;

namespace Harness.Checks.Pods;

/// <summary>What a sandbox looks like from inside, as people read it: the same facts, taken the same way, on every backend.</summary>
/// <param name="Environ">Main's assignments in their order.</param>
/// <param name="User">Main's real, effective, saved and file-system user.</param>
/// <param name="Group">Main's real, effective, saved and file-system group.</param>
/// <param name="DataDirectory">What the data directory is: type, mode, owner and group.</param>
/// <param name="DataMount">How it is mounted: what may be done there.</param>
/// <param name="FileSystem">The kind of its file system.</param>
/// <param name="Version">What the runtime or compiler says of its version.</param>
internal sealed record Observation(
    string Environ, string User, string Group, string DataDirectory, string DataMount, string FileSystem, string Version)
{
    private static readonly string[] Restrictions = ["ro", "noexec", "nosuid", "nodev"];

    /// <summary>
    /// What every backend must agree on, by name. The file system is not among it: an emptyDir is the node's disk, the
    /// volume in Docker memory, and the contract leaves that open.
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Agreed =>
    [
        ("main's environ", Environ),
        ("main's user", User),
        ("main's group", Group),
        (MainProcess.Data, DataDirectory),
        ($"the mount at {MainProcess.Data}", DataMount),
        ("the runtime's version", Version),
    ];

    /// <summary>Looks at main and runs the report program.</summary>
    public static async Task<Observation> OfAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var report = await subject.Programs.ReportAsync(cancellation);
        var look = await subject.Main.FirstLookAsync(cancellation);
        var main = MainProcess.In(look);
        var (mount, fileSystem) = Mount(main?.MountInfo);
        return new Observation(
            main is null ? "no main process" : Environ(main),
            Ids(main, "Uid"),
            Ids(main, "Gid"),
            MainProcess.At(look, MainProcess.Data).InMain is { } data ? Describe(data) : "not there",
            mount,
            fileSystem,
            report.Report is null ? $"none ({report.Problem})" : report.Report.Version.Value ?? $"none ({report.Report.Version.Problem})");

        static string Environ(ProbedProcess main) => Checks.Environ.Of(main) is { } bytes
            ? Encoding.UTF8.GetString(bytes).TrimEnd('\0').Replace('\0', ' ')
            : $"unreadable ({main.EnvironError})";
    }

    private static string Ids(ProbedProcess? main, string line) =>
        string.Join(' ', (main?.Status.GetValueOrDefault(line) ?? "unknown").Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Describe(PathStat stat) =>
        string.Create(CultureInfo.InvariantCulture, $"{stat.Type} {Convert.ToString(stat.Mode, 8)} {stat.Uid}:{stat.Gid}");

    /// <summary>The restrictions and the kind of the uppermost mount; a line is <c>id parent device root PLACE OPTIONS … - KIND source OPTIONS</c>.</summary>
    private static (string Restrictions, string Kind) Mount(string? mountInfo)
    {
        var line = mountInfo?.Split('\n').LastOrDefault(line => line.Split(' ') is [_, _, _, _, MainProcess.Data, ..]);
        if (line?.Split(" - ", 2) is not [var place, var system] || system.Split(' ') is not [var kind, _, var ofSystem, ..])
        {
            return ("none of its own", "the image's");
        }

        var options = place.Split(' ')[5].Split(',').Concat(ofSystem.Split(','));
        var found = Restrictions.Intersect(options).ToList();
        return (found.Count == 0 ? "writable, programs may run there" : string.Join(',', found), kind);
    }
}
