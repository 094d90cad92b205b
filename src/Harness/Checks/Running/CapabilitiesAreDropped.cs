using Harness.Sandboxes;

namespace Harness.Checks.Running;

/// <summary>RUN004: main may do nothing that a user may not, and the sidecar only what nsenter needs.</summary>
internal sealed class CapabilitiesAreDropped() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN004",
        Title = "Main has no capability in any set and cannot gain any; the sidecar's bounding set is exactly its three",
        Guide = [GuideSection.ProductionSecurity],
        AppliesTo = "every language, on every backend",
        Why = "What main may do beyond a user's rights, a program may do too. Any capability in the sidecar's bounding set beyond the three can be "
            + "gained by a program through a file capability in the image.",
        Remedy = "In main, drop ALL capabilities and set allowPrivilegeEscalation: false; in the sidecar, drop ALL and add SYS_PTRACE, SYS_ADMIN and "
            + "SYS_CHROOT, no others. In Docker: --cap-drop ALL, --security-opt no-new-privileges.",
        BreaksWith = "main with NET_RAW; main without no-new-privileges; a sidecar with NET_ADMIN",
        Example = new()
        {
            Fault =
                """
                securityContext: { allowPrivilegeEscalation: true, capabilities: { drop: [ALL], add: [NET_RAW] } }
                """,
            Mend =
                """
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
                """,
        },
    },
    "RUN001")
{
    private const string Bounding = "CapBnd";

    private static readonly string Expected =
        $"main: CapInh, CapPrm, CapEff, CapBnd and CapAmb empty, NoNewPrivs 1; the sidecar: CapBnd exactly {string.Join(", ", Wanted)}";

    private static IEnumerable<string> Wanted => SandboxSpec.SidecarCapabilities.Order(StringComparer.Ordinal);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var look = await subject.Main.FirstLookAsync(cancellation);
        var main = MainProcess.In(look)?.Status;
        var sidecar = SidecarProcess.In(look)?.Security;
        return Finding.Of(
            [
                .. main is null ? ["main's process was not found"] : OfMain(main),
                .. sidecar is null ? ["the sidecar's process was not found"] : OfSidecar(sidecar)
            ],
            Expected,
            $"main: none in any set, NoNewPrivs 1; the sidecar may gain {string.Join(", ", Wanted)}");
    }

    private static IEnumerable<string> OfMain(IReadOnlyDictionary<string, string> status)
    {
        foreach (var line in (string[])["CapInh", "CapPrm", "CapEff", Bounding, "CapAmb"])
        {
            if (CapabilitySet.Parse(status.GetValueOrDefault(line)) is not { Count: 0 })
            {
                yield return $"main's {line} is {Words(status, line)}";
            }
        }

        if (status.GetValueOrDefault("NoNewPrivs") != "1")
        {
            yield return $"main's NoNewPrivs is {status.GetValueOrDefault("NoNewPrivs") ?? "not reported"}: "
                + "a program with set-id bits or file capabilities gains rights";
        }
    }

    private static IEnumerable<string> OfSidecar(IReadOnlyDictionary<string, string> status)
    {
        if (CapabilitySet.Parse(status.GetValueOrDefault(Bounding)) is not { } set || !set.SequenceEqual(Wanted))
        {
            yield return $"the sidecar's {Bounding} is {Words(status, Bounding)}";
        }
    }

    private static string Words(IReadOnlyDictionary<string, string> status, string line) =>
        status.GetValueOrDefault(line) is not { } mask ? "not reported" : $"{mask} ({string.Join(", ", CapabilitySet.Parse(mask) ?? ["no mask"])})";
}
