using System.Text.RegularExpressions;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF009: installing packages does not call what a hardened base lacks.</summary>
internal sealed partial class PackagesBringNoX11NorServices() : DockerfileCheck(new CheckInfo
{
    Id = "DF009",
    Title = "No package brings in X11 unprepared or starts a service",
    Guide = [GuideSection.MissingUpdateRcD, GuideSection.ServiceStartup, GuideSection.PackagesToAvoid],
    AppliesTo = "every Dockerfile",
    Why = "The configuration step of x11-common calls update-rc.d, which a hardened base does not have: the build fails or leaves half-configured "
        + "packages. A package that contains a service tries to start it, which also fails in a build.",
    Remedy = "Leave them out if you can (matplotlib and Pillow work without cairo). Otherwise install init-system-helpers before them, in a command "
        + "of its own; before a service, write a policy-rc.d: printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d && chmod +x "
        + "/usr/sbin/policy-rc.d.",
    BreaksWith = "libcairo2-dev alone; postgresql without policy-rc.d",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            RUN apt-get update && apt-get install -y --no-install-recommends libcairo2-dev && rm -rf /var/lib/apt/lists/*
            """,
        Mend =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            RUN apt-get update && \
                apt-get install -y --no-install-recommends init-system-helpers && \
                apt-get install -y --no-install-recommends libcairo2-dev && \
                rm -rf /var/lib/apt/lists/*
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var states = new Dictionary<ResolvedStage, (bool Helpers, bool Policy)>(ReferenceEqualityComparer.Instance);
        var flaws = new List<Flaw>();
        foreach (var stage in subject.Build.Stages)
        {
            var state = stage.Parent is null ? default : states[stage.Parent];
            if (!stage.Base.IsHardened || stage.Base.Distribution is not Distribution.Debian)
            {
                // Debian's own images have init-system-helpers and a policy-rc.d.
                states[stage] = (true, true);
                continue;
            }

            foreach (var instruction in stage.Instructions.Select(one => one.Trigger ?? one))
            {
                if (instruction.Keyword is "COPY" or "ADD")
                {
                    state.Policy |= instruction.Instruction.Arguments.Value.Contains("policy-rc.d", StringComparison.Ordinal);
                }

                foreach (var item in subject.Scripts(instruction).SelectMany(script => script.Items).OrderBy(item => item.Position))
                {
                    Judge(item, ref state, flaws);
                }
            }

            states[stage] = state;
        }

        return flaws;
    }

    private static void Judge(ShellItem item, ref (bool Helpers, bool Policy) state, List<Flaw> flaws)
    {
        state.Policy |= item.Targets.Concat(item.Words).Any(word => word.Text.EndsWith("/policy-rc.d", StringComparison.Ordinal));
        if (item.Kind != ShellItemKind.Command || Invocation.Of(item) is not { } command)
        {
            return;
        }

        if (AptCommand.Of(command) is { Verb: "install" } install)
        {
            foreach (var package in install.Packages)
            {
                var name = AptCommand.NameOf(package);
                if (!state.Helpers && X11().IsMatch(name))
                {
                    flaws.Add(new Flaw(
                        package.Position, $"{name} pulls in x11-common, which needs update-rc.d: no earlier command installs init-system-helpers"));
                }

                if (!state.Policy && Service().IsMatch(name))
                {
                    flaws.Add(new Flaw(package.Position, $"{name} starts a service when it is installed: no policy-rc.d forbids it before"));
                }
            }

            state.Helpers |= install.Packages.Any(package => AptCommand.NameOf(package) == "init-system-helpers");
        }
        else if (!state.Helpers && Installs.IsPip(command) && command.Arguments.FirstOrDefault(argument => PyGame().IsMatch(argument.Text)) is { } game)
        {
            flaws.Add(new Flaw(game.Position, $"{game.Text} needs SDL and with it X11: no earlier command installs init-system-helpers"));
        }
    }

    [GeneratedRegex(
        @"^(libcairo(-[a-z]+)*2?(-dev)?|libcairo-gobject2|libpango[a-z0-9]*(-?[0-9.]+)*(-[0-9]+|-dev)?"
            + @"|(lib)?(tcl|tk)([0-9]+(\.[0-9]+)?)?(-dev)?|python3(\.[0-9]+)?-(tk|pygame)|x11-common)$")]
    private static partial Regex X11();

    [GeneratedRegex(
        @"^(apache2|avahi-daemon|bind9|cron|cups|dbus|dnsmasq|docker\.io|exim4(-daemon-.*)?|haveged|mariadb-server|memcached|mysql-server|nginx(-.*)?"
            + @"|ntp(sec)?|openssh-server|php[0-9.]*-fpm|postfix|postgresql(-[0-9]+)?|rabbitmq-server|redis(-server)?|rsyslog|samba|slapd|squid"
            + @"|tomcat[0-9]+|varnish)$")]
    private static partial Regex Service();

    [GeneratedRegex("^pygame(-ce)?([=<>~!].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PyGame();
}
