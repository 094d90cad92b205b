using System.Globalization;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS015: the image's accounts give nobody the rights of another.</summary>
internal sealed class AccountsAreSound() : StaticCheck(new CheckInfo
{
    Id = "FS015",
    Title = "Accounts are sound: no empty password, no duplicate id, no second root",
    Guide = [GuideSection.NonRootUser, GuideSection.CisBenchmarks],
    AppliesTo = "every image, the sidecar too",
    Why = "An empty password lets anyone become that user, and a second user with UID 0 is root under another name. Two users with the same id own "
        + "each other's files. Tools that look up their user need an entry for 65532, or HOME in the environment.",
    Remedy = "Do not copy /etc/passwd, /etc/group or /etc/shadow between images. Lock accounts that must not log in (x or * as the password field), "
        + "give each user and group an id of its own, and make 65532 the group of 65532.",
    BreaksWith = "an empty password field; a second user with UID 0; a duplicate UID or GID; 65532 in another group",
    Example = new()
    {
        Fault =
            """
            RUN echo 'runner::65532:0::/:' >>/etc/passwd
            """,
        Mend =
            """
            RUN echo 'runner:x:65532:65532::/tmp:/usr/sbin/nologin' >>/etc/passwd && echo 'runner:x:65532:' >>/etc/group
            """,
    },
})
{
    private const string NonRoot = "65532";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var problems = new List<string>();
        var users = Entries(snapshot.Files, "/etc/passwd", fields: 7, problems);
        var groups = Entries(snapshot.Files, "/etc/group", fields: 4, problems);
        var passwords = Entries(snapshot.Files, "/etc/shadow", fields: 2, problems);
        problems.AddRange(
        [
            .. users.Where(user => user[1].Length == 0).Select(user => $"{user[0]} has an empty password in /etc/passwd"),
            .. passwords.Where(user => user[1].Length == 0).Select(user => $"{user[0]} has an empty password in /etc/shadow"),
            .. Twice(users, "user", "UID"),
            .. Twice(groups, "group", "GID"),
            .. NonRootProblems(users, snapshot.Config),
        ]);
        return Finding.Of(
            problems,
            "in /etc/passwd, /etc/group and /etc/shadow no empty password, no name or id twice, no second user with UID 0; 65532 has the group 65532, or no entry and HOME in the environment",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{users.Count} users, {groups.Count} groups; 65532 is {users.FirstOrDefault(user => user[2] == NonRoot)?[0] ?? "without an entry, and needs none: HOME is set"}"));
    }

    /// <summary>The lines of an account file as fields; none when there is no such file.</summary>
    private static List<string[]> Entries(RootFileSystem files, string path, int fields, List<string> problems)
    {
        if (files.Resolve(path) is not { Type: FileType.File } file)
        {
            return [];
        }

        if (file.Text is not { } text)
        {
            if (files.Find(path) is { Type: FileType.Link } link)
            {
                problems.Add($"{path} is a link to {link.LinkTarget}, so that what it says is not known; it has to be a file, as programs that change it make one of it");
                return [];
            }

            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path} has {file.Size:N0} bytes, too many to be read; no image needs so many accounts"));
            return [];
        }

        var lines = text.Split('\n').Index().Where(line => line.Item.Trim().Length > 0 && !line.Item.StartsWith('#')).Select(line => (line.Index, Fields: line.Item.TrimEnd('\r').Split(':'))).ToList();
        problems.AddRange(lines.Where(line => line.Fields.Length < fields || line.Fields[0].Length == 0)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line.Index + 1} of {path} is malformed: {line.Fields.Length} fields of {fields}")));
        return [.. lines.Where(line => line.Fields.Length >= fields && line.Fields[0].Length > 0).Select(line => line.Fields)];
    }

    private static IEnumerable<string> Twice(List<string[]> entries, string kind, string id) =>
    [
        .. entries.GroupBy(entry => entry[0]).Where(group => group.Count() > 1).Select(group => $"the {kind} {group.Key} has {group.Count()} entries"),
        .. entries.GroupBy(entry => Number(entry[2]))
            .Where(group => group.DistinctBy(entry => entry[0]).Count() > 1)
            .Select(group => $"the {id} {group.Key}{(group.Key == "0" ? ", root's," : "")} is that of {string.Join(" and ", group.Select(entry => entry[0]).Distinct())}"),
    ];

    /// <summary>An id as the system reads it: 00 is 0.</summary>
    private static string Number(string id) =>
        uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : id;

    private static IEnumerable<string> NonRootProblems(List<string[]> users, ImageConfig config)
    {
        if (users.FirstOrDefault(user => Number(user[2]) == NonRoot) is { } entry)
        {
            return Number(entry[3]) == NonRoot ? [] : [$"{entry[0]}, the user 65532, has the group {entry[3]} in /etc/passwd"];
        }

        var hasHome = config.Entrypoint.Concat(config.Environment).Any(variable => variable.StartsWith("HOME=/", StringComparison.Ordinal));
        return hasHome ? [] : ["65532 has no entry in /etc/passwd and HOME is not set, so programs do not find their home"];
    }
}
