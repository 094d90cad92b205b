using System.Globalization;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS015: the image's accounts give nobody the rights of another.</summary>
internal sealed class AccountsAreSound() : StaticCheck(new CheckInfo
{
    Id = "FS015",
    Title = "Accounts are sound: no empty password, no duplicate id, no second root, and 65532 is a user without another group",
    Guide = [GuideSection.NonRootUser, GuideSection.CisBenchmarks],
    AppliesTo = "every image, the sidecar too",
    Why = "An empty password lets anyone become that user, and a second user with UID 0 is root under another name. Two users with the same id own "
        + "each other's files. What asks for the name of its user (node's os.userInfo, Python's getpass) fails where 65532 has no entry. And a kubelet gives "
        + "a user every group that /etc/group lists it in: a member of root's group may write what is root's, whatever the pod's group is.",
    Remedy = "Do not copy /etc/passwd, /etc/group or /etc/shadow between images. Lock accounts that must not log in (x or * as the password field), "
        + "give each user and group an id of its own, give 65532 an entry in /etc/passwd with the group 65532, and take it out of all other groups.",
    BreaksWith = "an empty password field; a second user with UID 0; a duplicate UID or GID; 65532 in another group, or without an entry",
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
            .. NonRootProblems(users, snapshot.Files),
            .. Memberships(users, groups),
        ]);
        return Finding.Of(
            problems,
            "in /etc/passwd, /etc/group and /etc/shadow no empty password, no name or id twice, no second user with UID 0; "
                + "65532 has an entry with the group 65532 and is in no other group",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{users.Count} users, {groups.Count} groups; 65532 is {users.FirstOrDefault(user => Number(user[2]) == NonRoot)?[0]}"));
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
                problems.Add(
                    $"{path} is a link to {link.LinkTarget}, so that what it says is not known; "
                        + "it has to be a file, as programs that change it make one of it");
                return [];
            }

            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path} has {file.Size:N0} bytes, too many to be read; no image needs so many accounts"));
            return [];
        }

        var lines = text.Split('\n')
            .Index()
            .Where(line => line.Item.Trim().Length > 0 && !line.Item.StartsWith('#'))
            .Select(line => (line.Index, Fields: line.Item.TrimEnd('\r').Split(':')))
            .ToList();
        problems.AddRange(lines.Where(line => line.Fields.Length < fields || line.Fields[0].Length == 0)
            .Select(line => string.Create(
                CultureInfo.InvariantCulture, $"line {line.Index + 1} of {path} is malformed: {line.Fields.Length} fields of {fields}")));
        return [.. lines.Where(line => line.Fields.Length >= fields && line.Fields[0].Length > 0).Select(line => line.Fields)];
    }

    private static IEnumerable<string> Twice(List<string[]> entries, string kind, string id) =>
    [
        .. entries.GroupBy(entry => entry[0]).Where(group => group.Count() > 1).Select(group => $"the {kind} {group.Key} has {group.Count()} entries"),
        .. entries.GroupBy(entry => Number(entry[2]))
            .Where(group => group.DistinctBy(entry => entry[0]).Count() > 1)
            .Select(group =>
                $"the {id} {group.Key}{(group.Key == "0" ? ", root's," : "")} is that of {string.Join(" and ", group.Select(entry => entry[0]).Distinct())}"),
    ];

    /// <summary>An id as the system reads it: 00 is 0.</summary>
    private static string Number(string id) =>
        uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : id;

    private static IEnumerable<string> NonRootProblems(List<string[]> users, RootFileSystem files) =>
        users.FirstOrDefault(user => Number(user[2]) == NonRoot) switch
        {
            null when files.Resolve("/etc/passwd") is { Type: FileType.File, Text: null } => [], // not known, which is told already
            null => ["65532 has no entry in /etc/passwd, so programs that ask for their user's name get an error"],
            var entry when Number(entry[3]) != NonRoot => [$"{entry[0]}, the user 65532, has the group {entry[3]} in /etc/passwd"],
            _ => [],
        };

    /// <summary>The other groups that list the user. A member is a user's name, which may be a number as well.</summary>
    private static IEnumerable<string> Memberships(List<string[]> users, List<string[]> groups)
    {
        HashSet<string> names = [NonRoot, .. users.Where(user => Number(user[2]) == NonRoot).Select(user => user[0])];
        return groups
            .Where(group => Number(group[2]) != NonRoot && group[3].Split(',').Any(member => names.Contains(member.Trim())))
            .Select(group =>
                $"the group {group[0]}{(Number(group[2]) == "0" ? ", root's," : $" ({group[2]})")} "
                    + "has 65532 as a member in /etc/group: a kubelet gives it that group");
    }
}
