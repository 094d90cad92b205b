using Microsoft.AspNetCore.Http;
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
        options.Token.ShouldBeNull();
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

    [Test]
    public void A_token_is_a_variable_or_a_file_and_nothing_prints_it()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from-a-file\n");

        var options = Read(("LANGUAGE", "py"), ("SIDECAR_TOKEN", "a-word"));
        options.Token.ShouldNotBeNull().Admits(Bearer("a-word")).ShouldBeTrue();
        options.ToString().ShouldNotContain("a-word");
        var read = Read(("LANGUAGE", "py"), ("SIDECAR_TOKEN_FILE", file)).Token.ShouldNotBeNull();
        (read.Admits(Bearer("from-a-file")), read.Admits(Bearer("a-word"))).ShouldBe((true, false));
        File.Delete(file);
    }

    [TestCase("SIDECAR_TOKEN", "", "The token in SIDECAR_TOKEN must be at least one character")]
    [TestCase("SIDECAR_TOKEN", "two words", "The token in SIDECAR_TOKEN must be at least one character")]
    [TestCase("SIDECAR_TOKEN_FILE", "/no/such/file", "SIDECAR_TOKEN_FILE \"/no/such/file\" cannot be read")]
    [TestCase("SIDECAR_TOKEN_FILE", "", "SIDECAR_TOKEN_FILE \"\" cannot be read")]
    public void A_token_that_is_none_keeps_the_port_closed_and_is_not_quoted(string variable, string value, string problem)
    {
        var message = Should.Throw<SidecarOptionsException>(() => Read(("LANGUAGE", "py"), (variable, value))).Message;

        message.ShouldStartWith(problem);
        message.ShouldNotContain("two words");
    }

    [Test]
    public void Two_tokens_are_refused() =>
        Should.Throw<SidecarOptionsException>(() => Read(("LANGUAGE", "py"), ("SIDECAR_TOKEN", "a"), ("SIDECAR_TOKEN_FILE", "/b")))
            .Message.ShouldContain("both set");

    private static HeaderDictionary Bearer(string token) => new() { ["Authorization"] = $"Bearer {token}" };

    private static SidecarOptions Read(params (string Name, string Value)[] variables) =>
        SidecarOptions.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
