using System.Text;
using System.Text.Json;
using Harness.Snapshots.Attestations;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Attestations;

/// <summary>What attestations say, in each form in which they come.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StatementTests
{
    private const string Spdx =
        """
        {"predicateType": "https://spdx.dev/Document", "predicate": {"creationInfo": {"creators": ["Organization: x", "Tool: syft-1.0"]}, "packages": [{}, {}]}}
        """;

    private static readonly string Envelope = $$"""
        {"payloadType": "application/vnd.in-toto+json", "payload": "{{Base64(Spdx)}}", "signatures": [{"sig": "x"}]}
        """;

    [Test]
    public void A_list_says_how_much_is_in_it_and_who_made_it()
    {
        var attestation = Read(Spdx)!;

        attestation.Kind.ShouldBe("SBOM (SPDX)");
        attestation.Facts.ShouldBe(["2 packages", "by syft-1.0"]);
        attestation.IsSigned.ShouldBeFalse();
    }

    [Test]
    public void An_envelope_and_a_bundle_hold_the_same_with_a_signature()
    {
        foreach (var text in (string[])[Envelope, $$"""{"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "dsseEnvelope": {{Envelope}}}"""])
        {
            var attestation = Read(text)!;
            attestation.Facts.ShouldBe(["2 packages", "by syft-1.0"]);
            attestation.IsSigned.ShouldBeTrue();
        }

        Read(Envelope.Replace("""{"sig": "x"}""", "", StringComparison.Ordinal))!.IsSigned.ShouldBeFalse();
    }

    [TestCase(
        "https://slsa.dev/provenance/v0.2",
        """{"builder": {"id": "b"}, "materials": [{}], "invocation": {"parameters": {"args": {"build-arg:V": "1", "target": "t"}}}}""")]
    [TestCase(
        "https://slsa.dev/provenance/v1",
        """
        {"runDetails": {"builder": {"id": "b"}},
          "buildDefinition": {"resolvedDependencies": [{}], "externalParameters": {"request": {"args": {"build-arg:V": "1"}}}}}
        """)]
    public void Provenance_says_who_built_of_what_with_which_ARGs(string type, string predicate)
    {
        var attestation = Read($$"""{"predicateType": "{{type}}", "predicate": {{predicate}}}""")!;

        attestation.Kind.ShouldBe("provenance (SLSA)");
        attestation.Facts.ShouldBe(["built by b", "1 material", "ARGs V=1"]);
    }

    [TestCase("https://cyclonedx.org/bom", """{"components": [{}]}""", "SBOM (CycloneDX)", "1 component")]
    [TestCase("https://openvex.dev/ns/v0.2.0", """{"statements": []}""", "VEX (OpenVEX)", "0 statements")]
    public void Other_kinds_have_their_names(string type, string predicate, string kind, string fact)
    {
        var attestation = Read($$"""{"predicateType": "{{type}}", "predicate": {{predicate}}}""")!;

        (attestation.Kind, attestation.Facts.ShouldHaveSingleItem()).ShouldBe((kind, fact));
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"predicateType": 5}""")]
    [TestCase("""{"payload": "no base64!"}""")]
    [TestCase("""{"payload": "AAAA"}""")]
    [TestCase("""{"dsseEnvelope": []}""")]
    [TestCase("""{"payload": ["x"], "predicateType": ""}""")]
    public void What_is_no_statement_is_none(string text) => Read(text).ShouldBeNull();

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"packages": {}, "creationInfo": [], "builder": "x", "materials": 3, "buildDefinition": null}""")]
    public void A_statement_of_another_form_says_nothing(string predicate) =>
        Read($$"""{"predicateType": "https://spdx.dev/Document", "predicate": {{predicate}}}""")!.Facts.ShouldBeEmpty();

    private static Attestation? Read(string text) => Statement.Read(JsonDocument.Parse(text).RootElement, AttestationPlace.Index);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
