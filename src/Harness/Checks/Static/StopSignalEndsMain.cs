using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG013: the signal that an engine sends to main is one that ends it.</summary>
internal sealed class StopSignalEndsMain() : StaticCheck(new CheckInfo
{
    Id = "CFG013",
    Title = "STOPSIGNAL is one that ends main",
    Guide = [GuideSection.MissingSleep, GuideSection.SandboxContract],
    AppliesTo = "every image, the sidecar too",
    Why = "Engines stop a container by this signal and kill it when the grace period is over. A signal that does nothing to sleep makes each pod's deletion "
        + "and each docker stop last that long, 30 and 10 seconds: bases of web servers have SIGWINCH, those with an init of their own SIGRTMIN+3.",
    Remedy = "Leave STOPSIGNAL out, or overwrite the base's by STOPSIGNAL SIGTERM.",
    BreaksWith = "STOPSIGNAL SIGWINCH; STOPSIGNAL SIGCHLD; a name that no signal has",
    Example = new()
    {
        Fault =
            """
            STOPSIGNAL SIGWINCH
            """,
        Mend =
            """
            STOPSIGNAL SIGTERM
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["STOPSIGNAL"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = "no STOPSIGNAL, which means SIGTERM, or one whose default is to end a process";
        var written = snapshot.Config.StopSignal;
        return StopSignal.Parse(written) switch
        {
            null => Finding.Fail(expected, $"STOPSIGNAL is {written}, which is no signal"),
            { Ends: false } => Finding.Fail(expected, $"STOPSIGNAL is {written}, which sleep survives"),
            _ => Finding.Pass(expected, written.Length == 0 ? "there is none" : $"STOPSIGNAL is {written}"),
        };
    }
}
