using Harness.Checks;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

/// <summary>FS011 and FS013 to FS015.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FileContentTests
{
    private const int Ours = 2;

    [TestCase("/var/lib/apt/lists/example_Packages", "apt's lists")]
    [TestCase("/var/cache/apt/pkgcache.bin", "apt's cache")]
    [TestCase("/var/cache/apt/archives/libc6_2.41_amd64.deb", "apt's cache")]
    [TestCase("/root/.cache/pip/http/a", "pip's cache")]
    [TestCase("/home/me/.cache/pip/http/a", "pip's cache")]
    [TestCase("/root/.npm/_cacache/index-v5/a", "npm's cache")]
    [TestCase("/root/.cache/go-build/00/a", "what installers left in root's home")]
    [TestCase("/root/.bash_history", "a shell's history")]
    [TestCase("/opt/app/.git/HEAD", "a git repository")]
    [TestCase("/opt/module/.git", "a git repository")]
    public void FS011_fails_on_what_installers_leave(string path, string what) =>
        Fails(Good.With(File(path, size: 1234)), "FS011", $"{what}, 1,234 bytes: {path}");

    [Test]
    public void FS011_counts_many_files_once() => Fails(
        Good.With([.. Enumerable.Range(1, 9).Select(number => File($"/var/lib/apt/lists/{number}"))]), "FS011",
        "apt's lists, 9 bytes: /var/lib/apt/lists/1, /var/lib/apt/lists/2, /var/lib/apt/lists/3 and 6 more");

    [TestCase("/var/lib/apt/lists/lock")]
    [TestCase("/var/lib/apt/extended_states")]
    [TestCase("/opt/app/.gitignore")]
    [TestCase("/usr/lib/node_modules/npm/lib/cache.js")]
    [TestCase("/usr/share/keyrings/debian-archive-keyring.gpg")]
    [TestCase("/etc/ssl/certs/ca-certificates.crt")]
    [TestCase("/root/.profile")]
    public void FS011_passes_what_belongs_there(string path) => Good.With(File(path)).Examine("FS011").Passed.ShouldBeTrue();

    [Test]
    public void FS011_passes_directories_and_files_with_nothing_in_them() =>
        Good.With(Directory("/var/lib/apt/lists/partial"), File("/root/.cache/pip/empty", size: 0)).Examine("FS011").Passed.ShouldBeTrue();

    [Test]
    public void FS011_fails_on_keys_and_credentials_of_the_images_own_layers()
    {
        Fails(Good.With(Secret("/opt/server.pem", SecretKind.PrivateKey, Ours)), "FS011", "a private key: /opt/server.pem");
        Fails(Good.With(Secret("/root/.npmrc", SecretKind.Credential, Ours)), "FS011", "a credential: /root/.npmrc");
        Fails(Good.With(Secret("/opt/store.p12", SecretKind.None, Ours)), "FS011", "by its name a private key: /opt/store.p12");
        Good.With(Secret("/usr/local/go/src/crypto/tls/testdata/key.pem", SecretKind.PrivateKey, layer: 1)).Examine("FS011").Passed.ShouldBeTrue();
    }

    [Test]
    public void FS011_fails_on_a_key_in_any_layer_where_the_base_is_not_known() =>
        (Good with { Labels = new Dictionary<string, string>() }).With(Secret("/opt/key", SecretKind.PrivateKey, layer: 0))
            .Examine("FS011").Passed.ShouldBeFalse();

    [Test]
    public void FS011_sees_what_a_later_layer_removed() => Fails(
        Good.Covering(Secret("/tmp/id_ed25519", SecretKind.PrivateKey, Ours), by: 3), "FS011",
        "a private key: /tmp/id_ed25519, which layer 4 removes or replaces, and layer 3 still has");

    [TestCase("libcairo2")]
    [TestCase("libcairo2-dev")]
    [TestCase("libpango-1.0-0")]
    [TestCase("libpangocairo-1.0-0")]
    [TestCase("libpango1.0-dev")]
    [TestCase("tk8.6")]
    [TestCase("libtcl8.6")]
    [TestCase("libtk9.0")]
    [TestCase("tcl8.6-dev")]
    [TestCase("python3-tk")]
    [TestCase("x11-common")]
    public void FS013_fails_on_a_package_in_either_form_of_the_status(string package)
    {
        var note = $"Package: {package}\nStatus: install ok installed\nVersion: 1.2-3\n";
        Fails(Good.With(Note("/var/lib/dpkg/status", note) with { Layer = Ours }), "FS013", $"the package {package} 1.2-3 is installed");
        Fails(Good.With(Note($"/var/lib/dpkg/status.d/{package}", note) with { Layer = Ours }), "FS013", $"the package {package} 1.2-3 is installed");
    }

    [TestCase("libx11-6")]
    [TestCase("libtiff6")]
    [TestCase("libtcmalloc-minimal4t64")]
    [TestCase("tkinfo-doc")]
    [TestCase("python3-cairosvg")]
    public void FS013_passes_other_packages(string package) =>
        Good.With(Note("/var/lib/dpkg/status", $"Package: {package}\nVersion: 1\n") with { Layer = Ours }).Examine("FS013").Passed.ShouldBeTrue();

    [TestCase("/usr/lib/x86_64-linux-gnu/libcairo.so.2.11802.4")]
    [TestCase("/usr/lib/aarch64-linux-gnu/libpango-1.0.so.0")]
    [TestCase("/usr/lib/libtk8.6.so")]
    [TestCase("/usr/lib/libtcl9.0.so.1")]
    [TestCase("/opt/packages/pygame/__init__.py")]
    public void FS013_fails_on_a_library_that_no_list_of_packages_mentions(string path)
    {
        Fails(Good.With(File(path) with { Layer = Ours }), "FS013", $"{path} is in the image");
        Good.With(File(path) with { Layer = 1 }).Examine("FS013").Observed.ShouldBe(
            "no list of packages is in the image (dpkg's status or status.d), and no library of them among the files but 1 of the base's own");
    }

    [Test]
    public void FS013_leaves_the_base_what_it_brings()
    {
        const string cairo = "Package: libcairo2\nVersion: 1\n\n";
        const string pango = "Package: libpango-1.0-0\nVersion: 2\n\n";
        Good.With(Note("/var/lib/dpkg/status", cairo) with { Layer = 1 }).Examine("FS013").Passed.ShouldBeTrue();
        Fails(
            Good.Covering(Note("/var/lib/dpkg/status", cairo) with { Layer = 1 }, by: 3)
                .With(Note("/var/lib/dpkg/status", cairo + pango) with { Layer = 3 }),
            "FS013",
            "the package libpango-1.0-0 2 is installed");
    }

    [Test]
    public void FS014_fails_on_other_bytes_in_the_place_of_the_bases()
    {
        var image = Good.Covering(Bytes("/usr/lib/libz.so.1", 100, layer: 0), by: 2).With(Bytes("/usr/lib/libz.so.1", 200, layer: 2));
        Fails(
            image, "FS014",
            "/usr/lib/libz.so.1 was a file of 8 bytes (00000064…) in the base and is a file of 8 bytes (000000c8…) since layer 3: COPY /rootfs/ / # buildkit");
        (image with { Replaces = ["/usr/lib"] }).Examine("FS014").Passed.ShouldBeTrue();
        (image with { Replaces = ["/usr/lib/libz.so.1"] }).Examine("FS014").Passed.ShouldBeTrue();
        (image with { Replaces = ["/usr/li"] }).Examine("FS014").Passed.ShouldBeFalse();
    }

    [Test]
    public void FS014_fails_on_another_kind_or_target()
    {
        var image = Good.Covering(Link("/usr/lib/libz.so", "libz.so.1"), by: 3).With(Link("/usr/lib/libz.so", "libz.so.2") with { Layer = 3 });
        Fails(image, "FS014",
            "/usr/lib/libz.so was a link to libz.so.1 in the base and is a link to libz.so.2 since layer 4: RUN /bin/sh -c make # buildkit",
            "files above it from no package and no COPY: 1, /usr/lib/libz.so");
        Fails(Good.Covering(Bytes("/etc/x", 1, layer: 1), by: 2).With(Directory("/etc/x") with { Layer = 2 }), "FS014",
            "/etc/x was a file of 8 bytes (00000001…) in the base and is a directory since layer 3: COPY /rootfs/ / # buildkit");
    }

    [Test]
    public void FS014_passes_the_same_bytes_other_permissions_and_what_is_gone()
    {
        var finding = Good
            .Covering(Bytes("/usr/bin/su", 1, layer: 0), by: 3).With(Bytes("/usr/bin/su", 1, layer: 3) with { Mode = 0b001_001_001 })
            .Covering(Bytes("/usr/bin/gone", 2, layer: 0), by: 3)
            .Covering(Bytes("/usr/bin/between", 3, layer: 0), by: 1).With(Bytes("/usr/bin/between", 4, layer: 1))
            .Covering(Bytes("/opt/own", 5, layer: 2), by: 3).With(Bytes("/opt/own", 6, layer: 3))
            .Examine("FS014");
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldBe("layers of the base: 2; replaced in them: nothing; files above it from no package and no COPY: 1, /opt/own");
    }

    [Test]
    public void FS014_lets_a_package_manager_replace_its_packages_and_nothing_else()
    {
        var image = Good
            .With(
                Note("/var/lib/dpkg/status", "Package: zlib1g\nVersion: 2\n") with { Layer = 3 },
                Note("/var/lib/dpkg/info/zlib1g.list", "/.\n/usr\n/usr/lib/libz.so.1\n") with { Layer = 3 })
            .Covering(Bytes("/usr/lib/libz.so.1", 1, layer: 0), by: 3).With(Bytes("/usr/lib/libz.so.1", 2, layer: 3))
            .Covering(Bytes("/etc/ld.so.cache", 1, layer: 0), by: 3).With(Bytes("/etc/ld.so.cache", 2, layer: 3));
        image.Examine("FS014").Observed.ShouldBe("layers of the base: 2; replaced in them: 2 files, as the catalog or a package manager may");
        image.Covering(Bytes("/etc/os-release", 1, layer: 0), by: 3).With(Bytes("/etc/os-release", 2, layer: 3)).Examine("FS014").Passed.ShouldBeFalse();

        // A COPY does not become a package manager by what it copies over, its list of packages included.
        Fails(
            Good.With(
                Note("/var/lib/dpkg/status", "Package: zlib1g\nVersion: 2\n") with { Layer = 2 },
                Note("/var/lib/dpkg/info/zlib1g.list", "/usr/lib/libz.so.1\n") with { Layer = 2 })
                .Covering(Bytes("/usr/lib/libz.so.1", 100, layer: 0), by: 2).With(Bytes("/usr/lib/libz.so.1", 200, layer: 2)),
            "FS014",
            "/usr/lib/libz.so.1 was a file of 8 bytes (00000064…) in the base and is a file of 8 bytes (000000c8…) since layer 3: COPY /rootfs/ / # buildkit");
        Good.With(Note("/var/lib/dpkg/info/zlib1g.list", "/usr/lib/libz.so.1\n"))
            .Covering(Bytes("/usr/lib/libz.so.1", 1, layer: 0), by: 2).With(Bytes("/usr/lib/libz.so.1", 3, layer: 2)).Examine("FS014").Passed.ShouldBeFalse();
    }

    [Test]
    public void FS014_does_not_pass_where_nothing_tells_the_base()
    {
        var finding = Good.Labelled("kcr.dev/base-layers", "sha256:9").Examine("FS014");
        finding.Outcome.ShouldBe(Outcome.Skipped);
        finding.Observed.ShouldBe("the label kcr.dev/base-layers does not say which layers are the base's (CFG006)");
    }

    [TestCase("root::0:0:root:/root:/bin/sh", "root has an empty password in /etc/passwd")]
    [TestCase("root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh", "the UID 0, root's, is that of root and toor")]
    [TestCase("root:x:0:0::/:/bin/sh\ntoor:x:00:0::/:/bin/sh", "the UID 0, root's, is that of root and toor")]
    [TestCase("a:x:7:7::/:/bin/sh\nb:x:7:8::/:/bin/sh", "the UID 7 is that of a and b")]
    [TestCase("a:x:7:7::/:/bin/sh\na:x:8:8::/:/bin/sh", "the user a has 2 entries")]
    [TestCase("nonroot:x:65532:0::/:/bin/sh", "nonroot, the user 65532, has the group 0 in /etc/passwd")]
    [TestCase("root:x:0:0", "line 1 of /etc/passwd is malformed: 4 fields of 7")]
    public void FS015_fails_on_users(string passwd, string observed) => Fails(
        Good.With(File(
            "/etc/passwd",
            text: $"{passwd}\n{(passwd.Contains(":65532:", StringComparison.Ordinal) ? "" : "nonroot:x:65532:65532::/tmp:/sbin/nologin\n")}")),
        "FS015",
        observed);

    [Test]
    public void FS015_fails_on_groups_and_shadows()
    {
        Fails(Good.With(File("/etc/group", text: "root:x:0:\nwheel:x:0:\n")), "FS015", "the GID 0, root's, is that of root and wheel");
        Fails(Good.With(File("/etc/shadow", text: "root:*\nnonroot:\n")), "FS015", "nonroot has an empty password in /etc/shadow");
        Fails(
            Good.With(File("/etc/passwd", size: 1_000_000)), "FS015", "/etc/passwd has 1,000,000 bytes, too many to be read; no image needs so many accounts");
    }

    [Test]
    public void FS015_and_CFG003_say_of_a_linked_passwd_that_it_is_a_link()
    {
        var image = Good.Without("/etc/passwd").With(Link("/etc/passwd", "/opt/passwd"), File("/opt/passwd"));
        Fails(
            image, "FS015",
            "/etc/passwd is a link to /opt/passwd, so that what it says is not known; it has to be a file, as programs that change it make one of it");
        (image with { User = "65532" }).Examine("CFG003")
            .Observed.ShouldEndWith("/etc/passwd is a link to /opt/passwd, so that this user's group is not known");
    }

    [Test]
    public void FS015_wants_an_entry_for_the_user_whatever_the_environment_says()
    {
        const string observed = "65532 has no entry in /etc/passwd, so programs that ask for their user's name get an error";
        Fails(Good.With(File("/etc/passwd", text: "root:x:0:0::/:/bin/sh\n")), "FS015", observed);
        Fails(Good.Without("/etc/passwd"), "FS015", observed);
        Good.With(File("/etc/passwd", text: "nonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n"), File("/etc/group", text: "nonroot:x:65532:nonroot\n"))
            .Examine("FS015").Observed.ShouldBe("1 users, 1 groups; 65532 is nonroot");
    }

    [TestCase("root:x:0:nonroot", "the group root, root's, has 65532 as a member in /etc/group: a kubelet gives it that group")]
    [TestCase("root:x:0:a,65532", "the group root, root's, has 65532 as a member in /etc/group: a kubelet gives it that group")]
    [TestCase("docker:x:998:a, nonroot", "the group docker (998) has 65532 as a member in /etc/group: a kubelet gives it that group")]
    public void FS015_fails_on_a_user_with_another_group(string group, string observed) =>
        Fails(Good.With(File("/etc/group", text: group + "\n")), "FS015", observed);

    [Test]
    public void FS015_lets_others_be_in_groups() =>
        Good.With(File("/etc/group", text: "root:x:0:root,a\nnonroot:x:65532:nonroot\n")).Examine("FS015").Passed.ShouldBeTrue();

    private static FileEntry Secret(string path, SecretKind kind, int layer) => File(path) with { Secret = kind, Layer = layer };

    private static FileEntry Note(string path, string text) => File(path, text: text);

    /// <summary>A file whose content is told by a number.</summary>
    private static FileEntry Bytes(string path, uint content, int layer) => File(path, size: 8) with { Content = (UInt128)content << 96, Layer = layer };

    private static void Fails(SampleImage image, string id, params string[] observed)
    {
        var finding = image.Examine(id);
        finding.Outcome.ShouldBe(Outcome.Failed, finding.Observed);
        finding.Observed.Split(Environment.NewLine).ShouldBe(observed);
    }
}
