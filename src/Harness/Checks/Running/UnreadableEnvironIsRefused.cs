using Harness.Catalog;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN020: an environ that cannot be read is no environment.</summary>
internal sealed class UnreadableEnvironIsRefused() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN020",
        Title = "When main's environ cannot be read, the sidecar refuses to run a program",
        Guide = [GuideSection.EnvEntrypoint, GuideSection.SidecarHowItWorks],
        AppliesTo = "the first language of every image, on every backend, in a sandbox of its own whose main has another user",
        Why = "A sidecar that goes on with a PATH of its own runs programs in an environment that no image has, and nobody is told.",
        Remedy = "Answer 503 when /proc/<main>/environ cannot be read, with the reason; take no default in its place.",
        BreaksWith = "a sidecar that takes a default PATH when environ cannot be read",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                except OSError:
                    environ = ["PATH=/usr/local/bin:/usr/bin:/bin"]
                """,
            Mend =
                """
                # in the sidecar
                except OSError as fault:
                    raise HTTPException(503, f"main's environ cannot be read: {fault}")
                """,
        },
    },
    "LANG001")
{
    private const int AnotherUser = 65531;
    private const string Expected = "POST /execute is refused while main runs as another user, whose environ the sidecar cannot read";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language) => image.Languages is [var first, ..] && first.Name == language.Name;

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        await using var sandbox = await subject.Siblings.StartAltered(
            spec => spec with { Name = $"{spec.Name}-other-user", Main = spec.Main with { User = AnotherUser } }, cancellation);
        var other = subject.In(sandbox, cancellation);
        var main = MainProcess.In(await other.Main.FirstLookAsync(cancellation));
        return main is null
            ? Finding.Fail(Expected, $"main as user {AnotherUser} was not found, so nothing is proven: {(await sandbox.MainStateAsync(cancellation)).Detail}")
            : main.EnvironBase64 is not null ? Finding.Skip(Expected, "The environ of another user's process can be read here, so there is nothing to refuse.")
            : (await OrphanedRun.SendAsync(other, cancellation)).Judge(Expected, subject.Programs.Require(ProgramRole.Hello));
    }
}
