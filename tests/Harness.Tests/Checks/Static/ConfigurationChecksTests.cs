using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Static;

[Parallelizable(ParallelScope.All)]
public sealed class ConfigurationChecksTests
{
    [TestCase("ENTRYPOINT is nothing: it does not start with /usr/bin/env")]
    [TestCase("ENTRYPOINT is [\"env\",\"-i\"]: it does not start with /usr/bin/env", "env", "-i")]
    [TestCase("ENTRYPOINT is [\"/usr/bin/env\"]: -i does not follow /usr/bin/env", "/usr/bin/env")]
    [TestCase("ENTRYPOINT is [\"/usr/bin/env\",\"A=b\"]: -i does not follow /usr/bin/env", "/usr/bin/env", "A=b")]
    [TestCase(
        "ENTRYPOINT is [\"/usr/bin/env\",\"-i\",\"A=b\",\"/wrapper\"]: these are not assignments: [\"/wrapper\"]",
        "/usr/bin/env", "-i", "A=b", "/wrapper")]
    [TestCase(
        "ENTRYPOINT is [\"/usr/bin/env\",\"-i\",\"-S\",\"1A=b\",\"=c\"]: these are not assignments: [\"-S\",\"1A=b\",\"=c\"]",
        "/usr/bin/env", "-i", "-S", "1A=b", "=c")]
    public void CFG001_fails_on_another_entrypoint(string observed, params string[] entrypoint)
    {
        var finding = (SampleImage.Good with { Entrypoint = entrypoint }).Examine("CFG001");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
        finding.Expected.ShouldBe("ENTRYPOINT [\"/usr/bin/env\", \"-i\", \"NAME=value\", …]");
    }

    [TestCase("CMD is nothing")]
    [TestCase("CMD is [\"python3\"]", "python3")]
    [TestCase("CMD is [\"sleep\",\"1\"]", "sleep", "1")]
    [TestCase("CMD is [\"/bin/sh\",\"-c\",\"sleep infinity\"]", "/bin/sh", "-c", "sleep infinity")]
    public void CFG002_fails_on_another_command(string observed, params string[] command)
    {
        var finding = (SampleImage.Good with { Command = command }).Examine("CFG002");
        finding.Passed.ShouldBeFalse();
        (finding.Expected, finding.Observed).ShouldBe(("CMD [\"sleep\",\"infinity\"]", observed));
    }

    [TestCase("", "USER is not set, which means root")]
    [TestCase("0", "USER is 0")]
    [TestCase("nonroot", "USER is nonroot")]
    [TestCase("1000:1000", "USER is 1000:1000")]
    [TestCase("65532:0", "USER is 65532:0")]
    [TestCase("65532:nonroot", "USER is 65532:nonroot")]
    [TestCase("65532", "USER is 65532, and /etc/passwd has no such user, so its group is 0, root's")]
    public void CFG003_fails_on_another_user(string user, string observed)
    {
        var finding = (SampleImage.Good.Without("/etc/passwd") with { User = user }).Examine("CFG003");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }

    [TestCase("65532", true)]
    [TestCase("1000", false)]
    public void CFG003_takes_the_group_of_a_user_without_one_from_passwd(string group, bool passes)
    {
        var image = (SampleImage.Good with { User = "65532" })
            .With(SampleImage.File("/etc/passwd", text: $"root:x:0:0::/:/x\nnonroot:x:65532:{group}::/:/x\n"));
        image.Examine("CFG003").Passed.ShouldBe(passes);
    }

    [TestCase("", "WORKDIR is not set, which means /")]
    [TestCase("/app", "WORKDIR is /app")]
    public void CFG004_fails_on_another_directory(string directory, string observed)
    {
        var finding = (SampleImage.Good with { WorkingDirectory = directory }).Examine("CFG004");
        finding.Passed.ShouldBeFalse();
        (finding.Expected, finding.Observed).ShouldBe(("WORKDIR /mnt/data", observed));
    }

    [TestCase("PATH is not set", "HOME=/tmp", "TMPDIR=/tmp")]
    [TestCase("HOME is not set", "PATH=/usr/bin", "TMPDIR=/tmp")]
    [TestCase("HOME is empty", "PATH=/usr/bin", "TMPDIR=/tmp", "HOME=")]
    [TestCase("A is set 2 times", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "A=1", "A=1")]
    [TestCase("PATH has the entry \"\", which is not an absolute path", "PATH=/usr/bin:", "HOME=/tmp", "TMPDIR=/tmp")]
    [TestCase("PATH names /usr/bin/env, which is not a directory", "PATH=/usr/bin/env", "HOME=/tmp", "TMPDIR=/tmp")]
    public void CFG005_fails_on_assignments_that_lack_or_repeat(string observed, params string[] assignments)
    {
        var finding = (SampleImage.Good with { Entrypoint = ["/usr/bin/env", "-i", .. assignments] }).Examine("CFG005");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }

    [TestCase("PYTHONPATH=/mnt/data:/opt/none", "PYTHONPATH names /opt/none, which is not in the image")]
    [TestCase("PKG_CONFIG_PATH=/usr/lib/aarch64-linux-gnu/pkgconfig", "PKG_CONFIG_PATH names /usr/lib/aarch64-linux-gnu/pkgconfig, which is not in the image")]
    [TestCase("GOCACHE=/mnt/data/go-build", "GOCACHE names /mnt/data/go-build, which is not in the image")]
    [TestCase("CLASSPATH=.:/opt/jars/*", "CLASSPATH names /opt/jars/*, which is not in the image")]
    [TestCase("NODE_PATH=/opt/dangling", "NODE_PATH names /opt/dangling, a link to node-24, which is not in the image")]
    public void CFG005_names_the_variable_and_the_entry_that_does_not_exist(string assignment, string observed)
    {
        var finding = SampleImage.Good.With(SampleImage.Link("/opt/dangling", "node-24")).Assigning(assignment).Examine("CFG005");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }

    [TestCase("CLASSPATH=.:/opt/x/*")]
    [TestCase("GOPROXY=https://proxy.example:8080/go,off")]
    [TestCase("GOPROXY=file:///nowhere")]
    [TestCase("NODE_OPTIONS=--max-old-space-size=256")]
    [TestCase("EMPTY=")]
    [TestCase("LANG=C.UTF-8")]
    [TestCase("X=/bin/env")]
    public void CFG005_passes_what_exists_or_is_no_path(string assignment)
    {
        var finding = SampleImage.Good.Assigning(assignment).Examine("CFG005");
        finding.Passed.ShouldBeTrue(finding.Observed);
    }

    [Test]
    public void CFG005_says_everything_at_once() =>
        (SampleImage.Good with { Entrypoint = ["/usr/bin/env", "-i", "PATH=/a:/b"] }).Examine("CFG005").Observed.Split(Environment.NewLine).ShouldBe(
            ["HOME is not set", "TMPDIR is not set", "PATH names /a, which is not in the image", "PATH names /b, which is not in the image"]);

    [Test]
    public void CFG005_holds_although_the_entrypoint_around_the_assignments_is_wrong() =>
        (SampleImage.Good with { Entrypoint = ["/usr/bin/env", .. SampleImage.Good.Entrypoint.Skip(2)] }).Examine("CFG005").Passed.ShouldBeTrue();
}
