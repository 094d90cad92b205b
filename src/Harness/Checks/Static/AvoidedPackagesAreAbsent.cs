using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS013: the image has nothing that needs a display.</summary>
internal sealed partial class AvoidedPackagesAreAbsent() : StaticCheck(new CheckInfo
{
    Id = "FS013",
    Title = "The packages to avoid are absent: cairo, pango, Tcl and Tk, pygame, and the X11 libraries that they bring in",
    Guide = [GuideSection.MissingUpdateRcD, GuideSection.PackagesToAvoid],
    AppliesTo = "every language image",
    Why = "They bring in X11 with a long chain of libraries that nothing in a sandbox can use, because there is no display. Each library is one more "
        + "to patch, and installing them fails in hardened bases without init-system-helpers.",
    Remedy = "Do without them: matplotlib draws with Agg, and Pillow and reportlab need no cairo. Install with --no-install-recommends, find out "
        + "with apt-cache rdepends --installed what requires them, and copy only the libraries that something needs.",
    BreaksWith = "libcairo2 installed; its library copied in from a -dev stage",
    Example = new()
    {
        Fault =
            """
            RUN apt-get install -y --no-install-recommends libcairo2 && pip install pycairo
            """,
        Mend =
            """
            RUN pip install pillow
            """,
    },
})
{
    private const string Status = "/var/lib/dpkg/status";

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var ours = BaseLayers.CountOf(snapshot.Config) ?? 0;
        var packages = DebianPackages.Of(snapshot.Files);
        var ofBase = Base(snapshot, ours).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var unwanted = snapshot.Files.All.Where(file => file.Type == FileType.File && Library().IsMatch(file.Path)).ToList();
        List<string> problems =
        [
            .. (packages ?? []).Where(package => Package().IsMatch(package.Name) && !ofBase.Contains(package.Name))
                .Select(package => $"the package {package.Name} {package.Version} is installed"),
            .. unwanted.Where(file => file.Layer >= ours).Select(file => $"{file.Path} is in the image"),
        ];
        var known = packages is null
            ? "no list of packages is in the image (dpkg's status or status.d)"
            : string.Create(CultureInfo.InvariantCulture, $"none among {packages.Count} packages");
        var brought = unwanted.Count(file => file.Layer < ours);
        return Finding.Of(
            problems,
            "none of cairo, pango, Tcl, Tk, pygame and x11-common beyond what the base itself brings",
            $"{known}, and no library of them among the files"
                + $"{(brought == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" but {brought} of the base's own"))}");
    }

    /// <summary>The packages that the base brought: noted in its layers, also where a layer above has a newer note.</summary>
    private static IEnumerable<DebianPackage> Base(ImageSnapshot snapshot, int ours)
    {
        var notes = snapshot.Files.All.Where(file => file.Layer < ours && DebianPackages.IsDatabase(file.Path));
        var covered = snapshot.Covered.Where(file => file.Entry.Path == Status && file.Entry.Layer < ours && file.By >= ours).Select(file => file.Entry);
        return DebianPackages.Of(RootFileSystem.Of(notes.Concat(covered))) ?? [];
    }

    [GeneratedRegex(
        @"^(libcairo(2|-gobject2)(-dev)?|libpango[a-z]*[0-9.-]*(-dev)?|(lib)?(tcl|tk)([0-9]+(\.[0-9]+)?)?(t64)?(-dev)?"
            + @"|python3(\.[0-9]+)?-(tk|pygame)|x11-common)$")]
    private static partial Regex Package();

    [GeneratedRegex(@"/(libcairo(-gobject)?\.so\.[0-9.]+|libpango[a-z]*-[0-9.]+\.so\.[0-9.]+|libt(cl|k)[0-9.]+\.so(\.[0-9]+)*|pygame/__init__\.py)$")]
    private static partial Regex Library();
}
