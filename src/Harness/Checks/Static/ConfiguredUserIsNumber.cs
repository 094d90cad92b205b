using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG003: the image's configuration names the unprivileged user by number.</summary>
internal sealed class ConfiguredUserIsNumber() : StaticCheck(new CheckInfo
{
    Id = "CFG003",
    Title = "The user is 65532, given as a number",
    Guide = [GuideSection.NonRootUser],
    AppliesTo = "every image, the sidecar too",
    Why = "Files in the shared volume belong to 65532, and a kubelet can enforce runAsNonRoot only where the image gives its user as a number. Some "
        + "bases run as another user: node as 1000, every -dev variant as root.",
    Remedy = "End the final stage with USER 65532:65532.",
    BreaksWith = "USER node (UID 1000); USER nonroot, a name; no USER on a -dev base",
    Example = new()
    {
        Fault =
            """
            # The base's user decides: node, 1000.
            FROM ${NODE_BASE} AS final
            WORKDIR /mnt/data
            """,
        Mend =
            """
            FROM ${NODE_BASE} AS final
            WORKDIR /mnt/data
            USER 65532:65532
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["USER"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = "USER 65532:65532, or 65532 where /etc/passwd gives that user the group 65532";
        var user = snapshot.Config.User;
        var observed = user.Length == 0 ? "USER is not set, which means root" : $"USER is {user}";
        return user switch
        {
            "65532:65532" => Finding.Pass(expected, observed),
            "65532" => GroupOf(snapshot.Files) switch
            {
                "65532" => Finding.Pass(expected, observed),
                null when snapshot.Files.Find("/etc/passwd") is { Type: FileType.Link } link =>
                    Finding.Fail(expected, $"{observed}, and /etc/passwd is a link to {link.LinkTarget}, so that this user's group is not known"),
                null => Finding.Fail(expected, $"{observed}, and /etc/passwd has no such user, so its group is 0, root's"),
                var group => Finding.Fail(expected, $"{observed}, and /etc/passwd gives that user the group {group}"),
            },
            _ => Finding.Fail(expected, observed),
        };
    }

    /// <summary>The group that an engine takes for a user without one: passwd's.</summary>
    private static string? GroupOf(RootFileSystem files) =>
        files.Resolve("/etc/passwd")?.Text?.Split('\n')
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && fields[2] == "65532")?[3];
}
