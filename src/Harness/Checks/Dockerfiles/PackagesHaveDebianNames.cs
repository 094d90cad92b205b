using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF011: every package that is named exists in Debian 13.</summary>
internal sealed class PackagesHaveDebianNames() : DockerfileCheck(new CheckInfo
{
    Id = "DF011",
    Title = "Packages have their Debian 13 names, and nothing is left over from Alpine",
    Guide = [GuideSection.DebianPackageNames, GuideSection.AlpineEquivalents],
    AppliesTo = "every Dockerfile",
    Why = "Debian 13 renamed many libraries (time_t has 64 bits on every architecture) and dropped old versions: apt fails on the old name, or "
        + "installs whatever provides it. apk and the options of BusyBox's adduser do not exist in Debian.",
    Remedy = "Use the name that the finding gives; `apt-cache search` in the -dev base finds others. apk add becomes apt-get install, musl-dev "
        + "becomes libc6-dev, and adduser -D becomes useradd (or nothing, since 65532 already exists).",
    BreaksWith = "libssl3, libpng16-16; apk add, musl-dev, adduser -D",
    Example = new()
    {
        Fault =
            """
            FROM ${PHP_BASE_DEV} AS builder
            RUN apt-get update && apt-get install -y --no-install-recommends libssl3 && rm -rf /var/lib/apt/lists/*
            """,
        Mend =
            """
            FROM ${PHP_BASE_DEV} AS builder
            RUN apt-get update && apt-get install -y --no-install-recommends libssl3t64 && rm -rf /var/lib/apt/lists/*
            """,
    },
})
{
    /// <summary>What else has another name or version; what is here is in the index of Debian 12 and not in that of Debian 13.</summary>
    private static readonly Dictionary<string, string> Replaced = new(StringComparer.Ordinal)
    {
        ["dnsutils"] = "bind9-dnsutils",
        ["libavcodec59"] = "libavcodec61",
        ["libcurl3-gnutls"] = "libcurl3t64-gnutls",
        ["libffi7"] = "libffi8",
        ["libgdal32"] = "libgdal36",
        ["libgeos-c1v5"] = "libgeos-c1t64",
        ["libgl1-mesa-glx"] = "libgl1",
        ["libhdf5-103-1"] = "libhdf5-310",
        ["libicu72"] = "libicu76",
        ["libldap-2.5-0"] = "libldap2",
        ["libncurses5"] = "libncurses6",
        ["libncurses5-dev"] = "libncurses-dev",
        ["libpcre3"] = "libpcre2-8-0",
        ["libpcre3-dev"] = "libpcre2-dev",
        ["libpython3.11"] = "libpython3.13",
        ["libssl1.1"] = "libssl3t64",
        ["libtiff5"] = "libtiff6",
        ["libwebp6"] = "libwebp7",
        ["libzip4"] = "libzip5",
        ["musl-dev"] = "libc6-dev",
        ["netcat"] = "netcat-openbsd",
        ["openjdk-17-jdk"] = "openjdk-21-jdk",
        ["openjdk-17-jdk-headless"] = "openjdk-21-jdk-headless",
        ["openjdk-17-jre-headless"] = "openjdk-21-jre-headless",
        ["perl-modules-5.36"] = "perl-modules-5.40",
        ["php8.2-cli"] = "php8.4-cli",
        ["python3.11"] = "python3.13",
        ["python3.11-dev"] = "python3.13-dev",
        ["ruby3.1"] = "ruby3.3",
    };

    private static readonly HashSet<string> Renamed = ReadRenamed();

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
        subject.WithTriggers.SelectMany(run => subject.Commands(run).SelectMany(command => Judge(command, run.Base)));

    private static IEnumerable<Flaw> Judge(Invocation command, BaseImage on)
    {
        if (!on.IsDebianLike)
        {
            return [];
        }

        if (command.Program == "apk")
        {
            return [new Flaw(command.Position, "apk is Alpine's; the base has apt-get")];
        }

        if (command.Program is "adduser" or "addgroup" && command.Arguments.FirstOrDefault(argument => argument.Text is "-D" or "-S") is { } option)
        {
            return [new Flaw(option.Position, $"{command.Program} {option.Text} is BusyBox's option; Debian has useradd and groupadd")];
        }

        return on is { Distribution: Distribution.Debian, Release: >= 13 } && AptCommand.Of(command) is { Verb: "install" } install
            ? install.Packages
                .Select(package => (package.Position, Name: AptCommand.NameOf(package)))
                .Select(package => (package.Position, package.Name, Now: NameNow(package.Name)))
                .Where(package => package.Now is not null)
                .Select(package => new Flaw(package.Position, $"{package.Name} is {package.Now} in Debian 13"))
            : [];
    }

    private static string? NameNow(string package) => Replaced.GetValueOrDefault(package) ?? (Renamed.Contains(package) ? package + "t64" : null);

    private static HashSet<string> ReadRenamed()
    {
        using var reader = new StreamReader(typeof(PackagesHaveDebianNames).Assembly.GetManifestResourceStream("renamed-t64.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
