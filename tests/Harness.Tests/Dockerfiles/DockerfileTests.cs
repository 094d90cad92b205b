using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

[Parallelizable(ParallelScope.All)]
public sealed class DockerfileTests
{
    private static readonly Dockerfile Sample = Dockerfile.Parse("""
        # A comment with FROM nothing
        ARG DHI_REGISTRY=dhi.io
        ARG DHI_PREFIX=
        ARG PYTHON_VERSION=3.13 QUOTED="a b"
        ARG PYTHON_BASE=${DHI_REGISTRY}/${DHI_PREFIX}python:${PYTHON_VERSION:-3.12}-debian13
        ARG PYTHON_BASE_DEV=$PYTHON_BASE-dev

        FROM --platform=$BUILDPLATFORM ${PYTHON_BASE_DEV} AS builder
        ARG IN_STAGE
        FROM scratch AS empty
        FROM ${PYTHON_BASE} AS base
        FROM BASE as final
        """);

    [Test]
    public void Args_are_those_of_every_stage() =>
        Sample.Args.ShouldBe(["DHI_REGISTRY", "DHI_PREFIX", "PYTHON_VERSION", "QUOTED", "PYTHON_BASE", "PYTHON_BASE_DEV", "IN_STAGE"], ignoreOrder: true);

    [Test]
    public void Defaults_are_as_written()
    {
        Sample.Defaults["DHI_PREFIX"].ShouldBe("");
        Sample.Defaults["QUOTED"].ShouldBe("a b");
        Sample.Defaults.Keys.ShouldNotContain("IN_STAGE");
    }

    [Test]
    public void Bases_are_the_images_from_elsewhere_with_the_defaults() =>
        Sample.Bases(new Dictionary<string, string>()).ShouldBe(["dhi.io/python:3.13-debian13-dev", "dhi.io/python:3.13-debian13"]);

    [Test]
    public void A_build_arg_reaches_the_args_that_use_it() =>
        Sample.Bases(new Dictionary<string, string> { ["DHI_REGISTRY"] = "mirror.example", ["DHI_PREFIX"] = "dhi-", ["PYTHON_VERSION"] = "" })
            .ShouldBe(["mirror.example/dhi-python:3.12-debian13-dev", "mirror.example/dhi-python:3.12-debian13"]);

    [Test]
    public void The_final_base_is_found_through_other_stages() =>
        Sample.FinalBase(new Dictionary<string, string> { ["PYTHON_BASE"] = "x@sha256:1" }).ShouldBe("x@sha256:1");

    [Test]
    public void Scratch_is_no_base() =>
        Dockerfile.Parse("FROM scratch").FinalBase(new Dictionary<string, string>()).ShouldBeNull();
}
