using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

[Parallelizable(ParallelScope.All)]
public sealed class BaseImageTests
{
    [TestCase("dhi.io/python:3.13", "Debian", 13, true, false)]
    [TestCase("dhi.io/python:3.13-debian13-dev@sha256:00", "Debian", 13, true, true)]
    [TestCase("dhi.io/python:3.13-debian12", "Debian", 12, true, false)]
    [TestCase("dhi.io/golang:1.26", "Debian", 13, true, true)]
    [TestCase("dhi.io/dotnet:10-sdk", "Debian", 13, true, true)]
    [TestCase("dhi.io/node:24-alpine3.22", "Alpine", null, true, false)]
    [TestCase("dhi.io/node:24-alpine-dev", "Alpine", null, true, true)]
    [TestCase("registry.example.io/dhi-io/node:24", "Debian", 13, true, false)]
    [TestCase("docker.io/somebody/dhi-node:24-dev", "Debian", 13, true, true)]
    [TestCase("debian:trixie-slim", "Debian", 13, false, true)]
    [TestCase("debian:12.5", "Debian", 12, false, true)]
    [TestCase("debian", "Debian", null, false, true)]
    [TestCase("python:3.12-slim-bookworm", "Debian", 12, false, true)]
    [TestCase("python:3.12", "Debian", null, false, true)]
    [TestCase("node:22-alpine", "Alpine", null, false, true)]
    [TestCase("ubuntu:24.04", "Ubuntu", null, false, true)]
    [TestCase("eclipse-temurin:21-jre-jammy", "Ubuntu", null, false, true)]
    [TestCase("fedora:42", "Other", null, false, true)]
    [TestCase("gcr.io/distroless/python3-debian12:nonroot", "Debian", 12, false, false)]
    [TestCase("gcr.io/distroless/base-debian12:debug-nonroot", "Debian", 12, false, true)]
    [TestCase("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", "Ubuntu", null, false, false)]
    [TestCase("mcr.microsoft.com/windows/servercore:ltsc2022", "Windows", null, false, null)]
    [TestCase("golang:1.24-nanoserver-ltsc2025", "Windows", null, false, null)]
    [TestCase("cgr.dev/chainguard/static", "Other", null, false, false)]
    [TestCase("cgr.dev/chainguard/python:latest", "Other", null, false, null)]
    [TestCase("registry.example.io/team/base:7", "Unknown", null, false, null)]
    public void A_reference_tells_what_it_tells(string reference, string distribution, int? release, bool hardened, bool? shell)
    {
        var image = BaseImage.Of(reference, known: true, "");

        (image.Distribution.ToString(), image.Release, image.IsHardened, image.HasShell).ShouldBe((distribution, release, hardened, shell));
    }

    [TestCase("dhi.io/python:", "Unknown", null)]
    [TestCase("dhi.io/python:-dev", "Unknown", true)]
    [TestCase("/python:-alpine", "Alpine", true)]
    [TestCase("python:", "Unknown", null)]
    public void What_a_variable_leaves_open_is_not_claimed(string reference, string distribution, bool? shell)
    {
        var image = BaseImage.Of(reference, known: false, "");

        (image.Distribution.ToString(), image.HasShell).ShouldBe((distribution, shell));
    }
}
