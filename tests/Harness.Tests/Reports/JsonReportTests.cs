using System.Text;
using System.Text.Json;
using Harness.Reports;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All)]
public class JsonReportTests
{
    [Test]
    public void The_document_has_the_shape_that_is_documented()
    {
        var run = Run(Failed("RUN002", PythonInDocker));
        Text(Content(run with { Images = [run.Images[0]] })).ShouldBe("""
            {
              "schemaVersion": 1,
              "session": "0badcafe",
              "command": "just test-images",
              "started": "2026-11-21T20:00:00.000Z",
              "durationSeconds": 12.5,
              "interrupted": false,
              "status": "failed",
              "exitStatus": 1,
              "counts": {
                "passed": 0,
                "failed": 1,
                "errored": 0,
                "skipped": 0
              },
              "leftovers": [],
              "baseProviders": [
                "local"
              ],
              "images": [
                {
                  "name": "python",
                  "reference": "kcr-python:latest",
                  "digest": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "registryDigest": null,
                  "versions": {
                    "VERSION": "3.13"
                  },
                  "base": {
                    "provider": "local",
                    "name": "localhost/kcr-bases/python:3.13-debian13",
                    "digest": "sha256:fedcba9876543210"
                  },
                  "packages": {
                    "set": "full",
                    "notIncluded": []
                  }
                }
              ],
              "results": [
                {
                  "check": "RUN002",
                  "title": "environ equals the ENTRYPOINT's list",
                  "guide": "Lesson 6: No shell in final image - use env -i ENTRYPOINT pattern",
                  "image": "python",
                  "language": "python",
                  "backend": "docker",
                  "severity": "error",
                  "outcome": "failed",
                  "durationSeconds": 0.25,
                  "expected": "PATH=/usr/bin:/bin",
                  "observed": "PATH=/hostile/bin",
                  "places": [],
                  "why": "why RUN002 matters",
                  "remedy": "mend RUN002",
                  "reproduce": "just test-images -l py --check RUN002"
                }
              ]
            }
            """);
    }

    [Test]
    public void An_image_without_labels_has_an_unknown_provider()
    {
        var run = Run(Passed("CFG001", Python)) with { Images = [Image("python", null)] };
        using var document = JsonDocument.Parse(Text(Content(run)));
        document.RootElement.GetProperty("baseProviders")[0].GetString().ShouldBe("unknown");
        document.RootElement.GetProperty("images")[0].GetProperty("base").GetProperty("provider").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [TestCase("\0\u001B[31m\n")]
    [TestCase("\" \\ Grüße, 世界 😀")]
    public void Evidence_can_be_read_back(string evidence)
    {
        using var document = JsonDocument.Parse(Text(Content(Failed("RUN002", PythonInDocker, evidence))));
        document.RootElement.GetProperty("results")[0].GetProperty("observed").GetString().ShouldBe(evidence);
    }

    [Test]
    public void A_lone_surrogate_is_replaced()
    {
        using var document = JsonDocument.Parse(Text(Content(Failed("RUN002", PythonInDocker, "a\uDC00b"))));
        document.RootElement.GetProperty("results")[0].GetProperty("observed").GetString().ShouldBe("a\uFFFDb");
    }

    private static string Text(ReportContent content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonReport.Options))
        {
            JsonReport.Write(json, content);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
