using Harness.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

[Parallelizable(ParallelScope.All)]
public sealed class CatalogLoaderTests
{
    // The programs that it names are the repository's own.
    private const string Good = """
        version: 1
        versions:
          DEBIAN_VERSION: debian13
        bases:
          python:
            context: images/bases/python
            variants: [minimal, dev]
            args: [PYTHON_VERSION]
            tags:
              "{PYTHON_VERSION}-{DEBIAN_VERSION}": { PYTHON_LAYOUT: usr }
        images:
          python:
            title: Python sandbox
            context: images/python
            base: python
            variant: minimal
            shell: false
            versions:
              PYTHON_VERSION: { value: "3.13", minimum: ["3.12.1"] }
            languages:
              python:
                alias: py
                file: code.py
                run: [python, "{file}"]
                versionArg: PYTHON_VERSION
                limits:
                  sidecar: { cpu: 0.25, memory: 1Gi }
                programs:
                  hello: { stdout: "Hello!\n" }
                  report: { exitCode: 3 }
                  flood: {}
                  tree: { exitCode: nonzero }
                  memory: { exitCode: nonzero }
                  uncaught-error: { exitCode: 1, stderr: [Traceback] }
                  environment: {}
                  sources: { with: [greeting.py] }
                  files: {}
                environment: [PATH, HOME]
          sidecar:
            kind: sidecar
            title: Sidecar
            context: images/sidecar
            base: python
            variant: dev
            shell: true
            versions:
              PYTHON_VERSION: "3.13"
        """;

    [Test]
    public void A_good_catalog_becomes_records()
    {
        var catalog = CatalogLoader.Parse(RepositoryRoot.Path, Good);

        catalog.Images.Select(image => image.Name).ShouldBe(["python", "sidecar"]);
        var python = catalog.Images[0];
        python.Versions.Select(version => $"{version.Arg}={version.Value}").ShouldBe(["DEBIAN_VERSION=debian13", "PYTHON_VERSION=3.13"]);
        python.Versions[1].Minimum.ShouldBe(["3.12.1"]);
        python.Shell.ShouldBeFalse();
        var language = python.Languages.ShouldHaveSingleItem();
        language.Limits.ShouldBe(ResourceLimits.Contract with { SidecarCpu = 0.25, SidecarMemory = 1L << 30 });
        language.Programs[ProgramRole.Hello].ShouldSatisfyAllConditions(
            hello => hello.Path.ShouldBe("images/programs/python/hello.py"),
            hello => hello.ExitCode.ShouldBe(0),
            hello => hello.Stdout.ShouldBe("Hello!\n"));
        language.Programs[ProgramRole.Tree].ExitCode.ShouldBeNull();
        language.Programs[ProgramRole.UncaughtError].StderrContains.ShouldBe(["Traceback"]);
        catalog.Bases[0].Tags[0].Args["PYTHON_LAYOUT"].ShouldBe("usr");
        catalog.Images[1].Kind.ShouldBe(ImageKind.Sidecar);
        catalog.Images[1].Variant.ShouldBe(FinalVariant.Dev);
    }

    [Test]
    public void What_pods_have_besides_the_contract_becomes_a_record()
    {
        var pods = CatalogLoader.Parse(RepositoryRoot.Path, Good + """

            pods:
              runtimeClassName: gvisor
              nodeSelector: { pool: sandboxes }
              tolerations: [{ key: sandbox, operator: Exists, effect: NoSchedule }]
              imagePullSecrets: [dhi-credentials]
            """).Pods;

        pods.RuntimeClass.ShouldBe("gvisor");
        pods.NodeSelector.ShouldBe(new Dictionary<string, string> { ["pool"] = "sandboxes" });
        pods.Tolerations.ShouldBe([new PodToleration("sandbox", "Exists", null, "NoSchedule")]);
        pods.PullSecrets.ShouldBe(["dhi-credentials"]);
        CatalogLoader.Parse(RepositoryRoot.Path, Good).Pods.ShouldBe(PodPlacement.None);
    }

    [TestCase("pods: { tolerations: [{ operator: Exist }] }", "'operator' must be one of Exists, Equal, found the text 'Exist'; did you mean 'Exists'?")]
    [TestCase("pods: { nodeSelector: { gpu: true } }", "'gpu' must be a text, found")]
    [TestCase("pods: { imagePullSecret: [x] }", "unknown key 'imagePullSecret' in pods; did you mean 'imagePullSecrets'?")]
    public void A_wrong_placement_is_told(string pods, string words) => Problems(Good + "\n" + pods).ShouldHaveSingleItem().ShouldContain(words);

    [Test]
    public void The_catalog_of_this_repository_loads() =>
        CatalogLoader.Load(RepositoryRoot.Path).Languages.Select(pair => pair.Language.Alias).ShouldBe(
            ["py", "js", "ts", "go", "java", "php", "c", "cpp", "rs", "r", "f90", "d"]);

    [Test]
    public void Several_faults_are_told_at_once_in_the_order_of_the_file()
    {
        var text = Good
            .Replace("    shell: false", "    shel: false", StringComparison.Ordinal)
            .Replace("value: \"3.13\"", "value: 3.13", StringComparison.Ordinal)
            .Replace("hello: {", "helo: {", StringComparison.Ordinal);

        Problems(text).ShouldBe([
            "images/catalog.yaml:13:5: missing key 'shell' in image",
            "images/catalog.yaml:17:5: unknown key 'shel' in image; did you mean 'shell'?",
            "images/catalog.yaml:19:32: 'value' must be a text, found the number 3.13; put it in quotes: \"3.13\"",
            "images/catalog.yaml:29:11: unknown key 'helo' in programs; did you mean 'hello'?",
            "images/catalog.yaml:29:11: missing key 'hello' in programs",
        ]);
    }

    [Test]
    public void An_unknown_key_that_is_like_no_other_lists_the_valid_ones() =>
        Problems(Good + "\nzzzzzzzz: 1").ShouldHaveSingleItem()
            .ShouldEndWith("unknown key 'zzzzzzzz' in catalog; valid keys are version, versions, bases, images, pods, endOfLife");

    [TestCase("version: 1", "version: 2", "1:10: 'version' must be 1, found the number 2; this harness reads version 1 only")]
    [TestCase("version: 1", "version: \"1\"", "1:10: 'version' must be 1, found the text '1'; this harness reads version 1 only")]
    [TestCase("    shell: false", "    shell: no", "17:12: 'shell' must be true or false, found the text 'no'")]
    [TestCase("    shell: false", "    shell:", "17:11: 'shell' must be true or false, found nothing")]
    [TestCase(
        "    variant: minimal",
        "    variant: minimum",
        "16:14: 'variant' must be one of minimal, dev, found the text 'minimum'; did you mean 'minimal'?")]
    [TestCase("[python, \"{file}\"]", "python", "24:14: 'run' must be a list, found the text 'python'")]
    [TestCase("[python, \"{file}\"]", "[python]", "24:14: 'run' must contain {file}, the path of the code")]
    [TestCase(
        "[python, \"{file}\"]",
        "[python, \"{file}\"]\n        shell: true",
        "24:14: with 'shell: true', 'run' must be a compile command that contains {out}, what it makes, and at most one more that runs it")]
    [TestCase("cpu: 0.25", "cpu: 0", "27:27: 'cpu' must be a number above 0, found the number 0")]
    [TestCase("memory: 1Gi", "memory: 1G", "27:41: 'memory' must be an amount of memory such as 512Mi or 1Gi, found the text '1G'")]
    [TestCase("exitCode: 3", "exitCode: 256", "30:31: 'exitCode' must be 0 to 255 or nonzero, found the number 256")]
    [TestCase("exitCode: 3", "exitCode: [3]", "30:31: 'exitCode' must be 0 to 255 or nonzero, found a list")]
    [TestCase("    base: python\n    variant: minimal", "    base: pyhton\n    variant: minimal", "15:11: unknown base 'pyhton'; did you mean 'python'?")]
    [TestCase(
        "versionArg: PYTHON_VERSION",
        "versionArg: PYTHON_VERSIO",
        "25:21: 'PYTHON_VERSIO' is not a version of this image; did you mean 'PYTHON_VERSION'?")]
    [TestCase("context: images/sidecar", "context: images/sidecar\n    context: images/other", "43:5: duplicate key 'context'")]
    [TestCase("  sidecar:\n    kind", "  python:\n    kind", "39:3: duplicate key 'python'")]
    [TestCase(
        "{PYTHON_VERSION}-{",
        "{PYTHON_VERSIONS}-{",
        "15:11: the tags of base 'python' need the version 'PYTHON_VERSIONS', which image 'python' does not have; did you mean 'PYTHON_VERSION'?")]
    [TestCase("[minimal, dev]", "[dev]", "16:14: base 'python' has no variant 'minimal'")]
    [TestCase("PYTHON_VERSION: \"3.13\"", "PYTHON_VERSION: \"3.13\"\n      DEBIAN_VERSION: x", "47:7: 'DEBIAN_VERSION' is a version of every image already")]
    [TestCase("alias: py", "alias: &py py", "22:16: not valid YAML: anchors and aliases are not supported; write the value out")]
    public void A_fault_is_told_with_its_place(string good, string bad, string expected)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);
        text.ShouldNotBe(Good);

        Problems(text).ShouldContain($"images/catalog.yaml:{expected}");
    }

    [Test]
    public void A_language_whose_name_is_taken_is_refused()
    {
        var language = Good[
            Good.IndexOf("      python:\n        alias", StringComparison.Ordinal)..Good.IndexOf("  sidecar:\n    kind", StringComparison.Ordinal)];
        var text = Good.Replace(language, language + language.Replace("      python:", "      py:", StringComparison.Ordinal), StringComparison.Ordinal);

        Problems(text).ShouldContain(problem => problem.Contains("duplicate language 'py'; it is in line 22 already", StringComparison.Ordinal));
    }

    [Test]
    public void A_program_that_is_not_there_is_named() =>
        Problems(Good.Replace("file: code.py", "file: code.pyx", StringComparison.Ordinal))
            .ShouldContain("images/catalog.yaml:29:18: the program images/programs/python/hello.pyx is not there");

    [Test]
    public void Packages_and_variables_become_records_in_their_order()
    {
        var language = CatalogLoader
            .Parse(RepositoryRoot.Path, Promising("packages: { scikit-learn: import sklearn, numpy: import numpy }", "HOME", "with: [hello.py]"))
            .Images[0].Languages[0];

        language.Packages.ShouldBe([new("scikit-learn", "import sklearn"), new("numpy", "import numpy")]);
        language.Environment.ShouldBe(["HOME"]);
        language.Programs[ProgramRole.Hello].With.ShouldBe(["images/programs/python/hello.py"]);
    }

    [Test]
    public void A_promise_that_cannot_be_kept_or_proven_is_refused() =>
        Problems(Promising("packages: { numpy: \"import numpy\\nimport os\" }", "MY-HOME", "with: [absent.py]")
            .Replace("    shell: false\n", "    shell: false\n    unavailable: { local: [nunpy] }\n", StringComparison.Ordinal)
            .Replace("          packages: {}\n", "", StringComparison.Ordinal)).ShouldBe([
            "images/catalog.yaml:18:18: 'nunpy' is not a package that image 'python' advertises; did you mean 'numpy'?",
            "images/catalog.yaml:29:28: the statement that imports 'numpy' must be one line",
            "images/catalog.yaml:30:23: 'MY-HOME' is not the name of an environment variable",
            "images/catalog.yaml:32:11: 'python' has 'packages' and no program 'packages' that proves them",
            "images/catalog.yaml:32:46: the source file images/programs/python/absent.py is not there",
        ]);

    [Test]
    public void Text_that_is_not_yaml_is_told_with_its_place() =>
        Problems("version: [").ShouldHaveSingleItem().ShouldStartWith("images/catalog.yaml:2:1: not valid YAML: ");

    [Test]
    public void An_empty_file_lacks_everything() =>
        Problems("").ShouldBe(["images/catalog.yaml:1:1: expected a mapping with version, versions, bases, images, pods, endOfLife, found nothing"]);

    [Test]
    public void A_catalog_without_a_sidecar_is_refused() =>
        Problems(Good.Replace("    kind: sidecar\n", "", StringComparison.Ordinal)).ShouldBe([
            "images/catalog.yaml:12:3: expected exactly one image of kind 'sidecar': every sandbox needs it",
            "images/catalog.yaml:40:5: image 'sidecar' runs no language; add 'languages'",
        ]);

    [Test]
    public void A_missing_catalog_says_where_it_was_looked_for() =>
        Should.Throw<UsageException>(() => CatalogLoader.Load("/nowhere")).Message
            .ShouldBe("no catalog: expected images/catalog.yaml below /nowhere. Run from the repository, or name its root.");

    private static string Promising(string packages, string variable, string with) => Good
        .Replace("        environment: [PATH, HOME]\n", "", StringComparison.Ordinal)
        .Replace("        programs:\n", $"        {packages}\n        environment: [{variable}]\n        programs:\n", StringComparison.Ordinal)
        .Replace("hello: { stdout: \"Hello!\\n\" }\n", $"hello: {{ stdout: \"Hello!\\n\", {with} }}\n          packages: {{}}\n", StringComparison.Ordinal);

    private static IReadOnlyList<string> Problems(string text) =>
        Should.Throw<UsageException>(() => CatalogLoader.Parse(RepositoryRoot.Path, text)).Problems;
}
