using NUnit.Framework;
using Shouldly;
using Sidecar;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class SidecarOptionsTests
{
    [Test]
    public void Only_the_language_must_be_set()
    {
        var options = Read(("LANGUAGE", "py"));

        options.Language.Name.ShouldBe("python");
        options.WorkingDirectory.ShouldBe("/mnt/data");
        options.Port.ShouldBe(8080);
        options.MaxExecutionTime.ShouldBe(120);
        options.DefaultTimeout.ShouldBe(30);
        options.NetworkIsolated.ShouldBeFalse();
    }

    [Test]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var message = Should.Throw<SidecarOptionsException>(() => Read(
            ("LANGUAGE", "cobol"), ("WORKING_DIR", "data"), ("SIDECAR_PORT", "70000"), ("MAX_EXECUTION_TIME", "0"), ("NETWORK_ISOLATED", "maybe"))).Message;

        message.ShouldContain("LANGUAGE \"cobol\" is not a language; set it to one of python (py), javascript (js)");
        message.ShouldContain("WORKING_DIR \"data\" must be an absolute path");
        message.ShouldContain("SIDECAR_PORT \"70000\" must be a whole number from 1 to 65535");
        message.ShouldContain("MAX_EXECUTION_TIME \"0\"");
        message.ShouldContain("NETWORK_ISOLATED \"maybe\" must be true or false");
    }

    [Test]
    public void The_default_timeout_never_exceeds_the_largest() =>
        Read(("LANGUAGE", "py"), ("MAX_EXECUTION_TIME", "5")).DefaultTimeout.ShouldBe(5);

    private static SidecarOptions Read(params (string Name, string Value)[] variables) =>
        SidecarOptions.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
