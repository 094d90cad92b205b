using System.Globalization;
using System.Text;
using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD004: the emptyDir over the data directory can be written to, whatever of the image it hides.</summary>
internal sealed class DataVolumeIsWritable() : PodCheck(
    new CheckInfo
    {
        Id = "POD004",
        Title = "65532 can write to the emptyDir over /mnt/data, and can create every directory there that main's environment names",
        Guide = [GuideSection.NonRootUser, GuideSection.SandboxContract],
        AppliesTo = EveryPod,
        Why = "The volume hides what the image has below /mnt/data: its owner, its mode and its directories, build caches among them. What cannot be "
            + "written then fails only in a pod.",
        Remedy = "Give the pod fsGroup 65532, and let nothing depend on directories that the image creates below /mnt/data.",
        BreaksWith = "a pod without fsGroup",
        Example = new()
        {
            Fault =
                """
                kind: Pod
                spec:
                  volumes:
                    - name: data
                      emptyDir: {}
                """,
            Mend =
                """
                kind: Pod
                spec:
                  securityContext:
                    fsGroup: 65532
                  volumes:
                    - name: data
                      emptyDir: {}
                """,
        },
        NeverAlone = "The volume is described by the pod alone (fsGroup, the mount), which POD003 compares with what was asked for; a directory that "
            + "an image names and nobody can create is not a path of the image either, which CFG005 sees.",
    },
    "RUN001")
{
    private const int SetGroupAndGroupWrites = 0b10_000_111_000;

    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        var main = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        if (main is null)
        {
            return Finding.Fail(Info.Title, "main's process was not found");
        }

        List<string> problems = [];
        if (main.MountInfo?.Split('\n').Any(line => line.Split(' ') is [_, _, _, _, MainProcess.Data, ..]) != true)
        {
            problems.Add($"main has no mount of its own at {MainProcess.Data}");
        }

        var directories = Named(Environ.Of(main)).Prepend($"{MainProcess.Data}/kcr-{Guid.NewGuid():N}").ToList();
        var report = await pod.ProbeAsync(
            [MainProcess.Data],
            [.. directories.Select(directory => KeyValuePair.Create($"{directory}/kcr-written", "by the harness"))],
            cancellation);
        if (report.Planted?.Count != directories.Count)
        {
            throw MainProcess.Silence($"{directories.Count} files that it was to write");
        }

        problems.AddRange(report.Planted.Where(file => file.Error is not null).Select(file => $"{file.Path} could not be written: {file.Error}"));
        if (report.Paths is not [{ InMain: { } seen }])
        {
            problems.Add($"{MainProcess.Data} is not there in main");
        }
        else if (seen.Type != "directory" || seen.Gid != SandboxSpec.NonRoot || (seen.Mode & SetGroupAndGroupWrites) != SetGroupAndGroupWrites)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{MainProcess.Data} is a {seen.Type} with mode {Convert.ToString(seen.Mode, 8)} of group "
                    + $"{seen.Gid}, not one that group {SandboxSpec.NonRoot} owns, writes to and hands on (g+rwxs)"));
        }

        return Finding.Of(problems, Info.Title, $"written to: {string.Join(", ", directories)}");
    }

    /// <summary>The directories below the data directory that variables name: GOCACHE, HOME and the like.</summary>
    private static IEnumerable<string> Named(byte[]? environ) =>
        Encoding.UTF8.GetString(environ ?? []).Split('\0')
            .Select(assignment => assignment.Split('=', 2))
            .Where(parts => parts is [_, { } value]
                && value.StartsWith($"{MainProcess.Data}/", StringComparison.Ordinal)
                && !value.Contains(':', StringComparison.Ordinal))
            .Select(parts => parts[1])
            .Distinct();
}
