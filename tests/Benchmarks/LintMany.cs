using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Benchmarks;

/// <summary>Checks many generated Dockerfiles, in the manner of real ones and with their faults, and counts the processor time.</summary>
internal sealed partial class LintMany(Tools tools) : IDisposable
{
    public const string Name = "`harness lint` of 1,500 generated Dockerfiles, a second of processor time";
    public const int Files = 1500;
    public const double Least = 1000;

    private const int Seed = 20261128;

    private static readonly string[] Bases =
    [
        "dhi.io/python:3.13-debian13-dev", "dhi.io/node:24", "python:3.12-slim-bookworm", "node:22-alpine", "golang:1.24", "debian:trixie-slim", "ubuntu:24.04",
        "gcr.io/distroless/static-debian12", "${DHI_REGISTRY}/golang:${GO_VERSION}-debian13-dev", "scratch",
    ];

    private static readonly string[] Lines =
    [
        "RUN apt-get update && apt-get install -y --no-install-recommends \\\n    ca-certificates curl git \\\n    # tools\n    make gcc && \\\n    "
            + "rm -rf /var/lib/apt/lists/*",
        "RUN set -eux; \\\n    case \"$(dpkg --print-architecture)\" in amd64) arch=x64 ;; arm64) arch=arm64 ;; *) exit 1 ;; esac; \\\n    "
            + "curl -fsSLO \"https://example.org/tool-${arch}.tar.gz\" && tar -xzf tool-${arch}.tar.gz | tee /log",
        "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt || true",
        "RUN if [ \"$BUILD_ENV\" = production ]; then npm ci --omit=dev; else npm install; fi && npm run build",
        "RUN <<'EOF'\nset -e\nfor file in /etc/*.conf; do\n  sed -i 's/a/b/' \"$file\" | grep x\ndone\nEOF",
        "COPY --from=builder /src/out /app/out", "COPY package.json yarn.lock ./", "COPY . .", "ADD https://example.org/file.tar.gz /tmp/",
        "ENV PATH=/opt/app/bin:$PATH \\\n    APP_HOME=/opt/app LANG=C.UTF-8", "ARG APP_VERSION=1.2.3",
        "LABEL org.opencontainers.image.version=\"${APP_VERSION}\" maintainer=team",
        "WORKDIR /app", "EXPOSE 8080 9090/udp", "VOLUME [\"/data\"]", "HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/ || exit 1",
        "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]", "USER 65532:65532", "CMD [\"node\", \"server.js\"]",
        "ENTRYPOINT [\"/usr/bin/tini\", \"--\", \"/app/run\"]",
        "RUN CGO_ENABLED=0 go build -ldflags \"-s -w -X main.version=${APP_VERSION}\" -o /out/app ./cmd/app && go test ./... | tee /tmp/test.log",
    ];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kcr-bench-lint-");

    /// <summary>The Dockerfiles that a second of processor time is enough for, the start included.</summary>
    public async Task<double> TakeAsync(int rounds)
    {
        Generate();
        var script = Path.Combine(tools.Root, "scripts", "harness");
        var seconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            // What it finds makes its exit status; the shell's own word says what its children used.
            var output = await tools.RunAsync("sh", "-c", "\"$1\" lint \"$2\" >/dev/null; [ $? -le 1 ] || exit 3; times", "sh", script, directory.FullName);
            var times = Times().Matches(output.Trim().Split('\n')[^1]);
            seconds.Add(times.Sum(time => (Number(time, "minutes") * 60) + Number(time, "seconds")));
        }

        return Files / seconds.Order().ElementAt(seconds.Count / 2);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static double Number(Match time, string part) => double.Parse(time.Groups[part].Value, CultureInfo.InvariantCulture);

    private void Generate()
    {
        var random = new Random(Seed);
        for (var number = 0; number < Files; number++)
        {
            var text = new StringBuilder("# syntax=docker/dockerfile:1\nARG DHI_REGISTRY=dhi.io\nARG GO_VERSION=1.26\n");
            for (var stage = random.Next(1, 4); stage > 0; stage--)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\nFROM {Bases[random.Next(Bases.Length)]} AS {(stage == 1 ? "final" : stage == 2 ? "builder" : "deps")}\n\n");
                for (var line = random.Next(4, 12); line > 0; line--)
                {
                    text.Append(Lines[random.Next(Lines.Length)]).Append('\n');
                }
            }

            File.WriteAllText(Path.Combine(directory.FullName, $"{number:0000}.Dockerfile"), text.ToString());
        }
    }

    [GeneratedRegex("(?<minutes>[0-9]+)m(?<seconds>[0-9.]+)s")]
    private static partial Regex Times();
}
