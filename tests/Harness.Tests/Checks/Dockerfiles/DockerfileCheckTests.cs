using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Harness.Dockerfiles;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Dockerfiles;

/// <summary>Each check fails what it is about, and alone; what only looks like it, no check fails.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DockerfileCheckTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static IEnumerable<DockerfileCheck> Checks => DockerfileChecks.All;

    private static IEnumerable<string> Images => Catalog.Images.Select(image => image.Name);

    [Test]
    public void The_sample_is_good() => SampleDockerfile.Failing("# end", "# end").ShouldBeEmpty();

    [TestCaseSource(nameof(Images))]
    public void Our_own_Dockerfiles_are_good(string name)
    {
        var image = Catalog.Images.Single(one => one.Name == name);
        var file = $"{image.Context}/Dockerfile";

        var report = Linter.Lint(File.ReadAllText(Path.Combine(RepositoryRoot.Path, file)), file, image);

        report.Faults.ShouldBeEmpty();
        report.Open.Select(finding => finding.ToString()).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Checks))]
    public void The_example_of_a_check_shows_its_fault_and_its_mend(DockerfileCheck check)
    {
        Find(check.Info.Example.Fault).ShouldNotBeEmpty();
        Find(check.Info.Example.Mend).ShouldBeEmpty();

        IEnumerable<string> Find(string text)
        {
            // An example is an excerpt: what it does not declare stands above it, and there is a .dockerignore.
            var report = Linter.Lint(Declarations(text) + text, "Dockerfile", null, "node_modules\n");
            report.Faults.ShouldBeEmpty();
            return report.Open.Where(finding => finding.Check.Id == check.Id).Select(finding => finding.ToString());
        }
    }

    [TestCase("FROM reg/app:1.2-${RELEASE}-debian13", "no build ARG can change 1.2 or debian13 in the tag of reg/app:1.2-${RELEASE}-debian13")]
    [TestCase("FROM reg/app:latest\nCOPY --from=reg/tool:v3 /a /b", "no build ARG can change v3 in the tag of reg/tool:v3")]
    public void A_version_in_a_tag_is_named(string text, string words) => Linter.Lint(text, "Dockerfile", null)
        .Open.Where(finding => finding.Check.Id == "DF001").ShouldHaveSingleItem().ToString().ShouldContain(words);

    // The version
    [TestCase("DF001", "${APP_BASE}-dev AS plain", "${DHI_REGISTRY}/app:3.14-dev AS plain")]
    [TestCase("DF001", "app:${APP_VERSION}-${DEBIAN_VERSION}\n", "app:${APP_VERSION}-debian13\n")]
    [TestCase("DF001", "# builder", "RUN echo ${GCC_VERSION}")]
    [TestCase("DF001", "# builder", "RUN <<EOF\necho ${GCC_VERSION}\nEOF")]
    [TestCase("DF001", "# final", "COPY app-${APP_VERSION} /app")]
    [TestCase("DF001", "# final", "ENV ARCHITECTURE=$TARGETARCH")]
    [TestCase("DF001", "# builder", "RUN cp -r /usr/lib/python3.13 /opt")]
    [TestCase("DF001", "# builder", "RUN ln -s gcc-14 /usr/bin/gcc")]
    [TestCase("DF001", "# builder", "ARG GCC_VERSION=14")]
    [TestCase("DF001", "# builder", "ARG OTHER_VERSION=1.2")]
    [TestCase("DF001", "# global", "ARG APP_VERSION")]
    // The registry
    [TestCase("DF002", "app:${APP_VERSION}-${DEBIAN_VERSION}\n", "app:${APP_VERSION}-${DEBIAN_VERSION}\nARG OTHER=dhi.io/x:${APP_VERSION}\nFROM ${OTHER}\n")]
    [TestCase("DF002", "${APP_BASE}-dev AS plain", "dhi.io/app:${APP_VERSION} AS plain")]
    [TestCase("DF002", "${APP_BASE}-dev AS plain", "app:${APP_VERSION} AS plain")]
    [TestCase("DF002", "${APP_BASE}-dev AS plain", "library/app:${APP_VERSION} AS plain")]
    // The user
    [TestCase("DF003", "USER 65532:65532", "")]
    [TestCase("DF003", "USER 65532:65532", "USER nonroot")]
    [TestCase("DF003", "USER 65532:65532", "USER 1000")]
    [TestCase("DF003", "USER 65532:65532", "USER 65532:0")]
    [TestCase("DF003", "# end", "USER root")]
    [TestCase("DF003", "# end", "FROM ${APP_BASE}")]
    // The exec form
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD sleep infinity")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD ['sleep', 'infinity']")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"sleep\", \"infinity\",]")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"sh\", \"-c\", \"sleep ${TIME}\"]")]
    [TestCase("DF004", "PATH=/usr/bin", "PATH=${APP_HOME}/bin")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"a\", \"&&\", \"sleep\", \"infinity\"]")]
    // Cache mounts
    [TestCase("DF005", "# builder", "RUN --mount=type=cache,target=/opt/app x", "# final", "COPY --from=builder /opt/app /opt/app")]
    [TestCase("DF005", "# builder", "RUN --mount=type=cache,dst=/opt/app x", "# final", "COPY --from=0 /opt/app/lib/* /opt/app/")]
    [TestCase("DF005", "# builder", "WORKDIR /opt\nENV D=app\nRUN --mount=target=./$D/,type=cache x", "# final", "COPY --from=BUILDER opt/app/x /x")]
    [TestCase("DF005", "# builder", "RUN --mount=type=cache,target=/opt/app x\nFROM builder AS more", "# final", "COPY --from=more /opt/app /opt/app")]
    // The module cache
    [TestCase("DF006", "# final", "COPY --from=builder /go/pkg/mod /go/pkg/mod")]
    [TestCase("DF006", "# final", "COPY --from=builder --chown=root:root /go/pkg/mod /go/pkg/mod")]
    [TestCase("DF006", "# final", "COPY --from=builder --chown=nonroot:nonroot /go/pkg /go/pkg")]
    [TestCase("DF006", "# final", "ENV GOPATH=/go\nCOPY --from=builder /modules $GOPATH/pkg/mod/")]
    // Failures
    [TestCase("DF007", "# plain", "RUN a | b")]
    [TestCase("DF007", "# plain", "RUN x=$(a | b) && c")]
    [TestCase("DF007", "# plain", "RUN <<EOF\na |\n  b\nEOF")]
    [TestCase("DF007", "# plain", "RUN [\"/bin/bash\", \"-c\", \"a | b\"]")]
    [TestCase("DF007", "# plain", "RUN a | b && set -o pipefail")]
    [TestCase("DF007", "# builder", "RUN bash -c 'a | b'")]
    [TestCase("DF007", "# builder", "RUN pip install x || true")]
    [TestCase("DF007", "# builder", "RUN npm ci && make || :")]
    [TestCase("DF007", "# builder", "RUN { go mod download; } || echo never mind")]
    [TestCase("DF007", "# plain", "RUN npm ci; ls")]
    [TestCase("DF007", "# plain", "RUN <<EOF\npython3 -m pip install x\nls\nEOF")]
    // apt
    [TestCase("DF008", "# builder", "RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF008", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends gcc")]
    [TestCase("DF008", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends gcc\nRUN rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF008", "# builder", "RUN rm -rf /var/lib/apt/lists/* && apt-get -qq update")]
    [TestCase("DF008", "# builder", "RUN <<EOF\napt update\napt -y install --no-install-recommends gcc\nEOF")]
    [TestCase("DF008", "# builder", "RUN apt-get install -y -o APT::Install-Recommends=1 gcc && rm -r /var/lib/apt/lists")]
    // X11 and services
    [TestCase("DF009", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends libcairo2-dev && rm -rf /var/lib/apt/lists/*")]
    [TestCase(
        "DF009", "# builder",
        "RUN apt-get update && apt-get install -y --no-install-recommends init-system-helpers libpango-1.0-0 && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF009", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends tk8.6-dev && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF009", "# builder", "RUN pip install numpy pygame==2.6")]
    [TestCase("DF009", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*")]
    // Architectures
    [TestCase("DF010", "# final", "COPY --from=builder /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu")]
    [TestCase("DF010", "# builder", "RUN mkdir -p /usr/lib/x86_64-linux-gnu", "# final",
        "COPY --from=builder /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu\nCOPY --from=builder /usr/lib/aarch64-linux-gnu /usr/lib/aarch64-linux-gnu")]
    [TestCase("DF010", "# builder", "RUN mkdir -p /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu", "# final",
        "COPY --from=builder /usr/lib/aarch64-linux-gnu/ /usr/lib/aarch64-linux-gnu/")]
    [TestCase("DF010", "# final", "COPY --from=localhost/app:x /usr/lib/x86_64-linux-gnu/libz.so.1 /usr/lib/")]
    // Names
    [TestCase("DF011", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends curl libssl3 && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF011", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends libpng16-16:amd64 && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF011", "# builder", "RUN apt-get update && apt-get install -y --no-install-recommends musl-dev && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF011", "# builder", "RUN apk add --no-cache gcc")]
    [TestCase("DF011", "# builder", "RUN adduser -D -u 65532 nonroot")]
    // Secrets
    [TestCase("DF012", "# global", "ARG DHI_PASSWORD")]
    [TestCase("DF012", "# builder", "ARG NPM_TOKEN=")]
    [TestCase("DF012", "# final", "ENV AWS_SECRET_ACCESS_KEY=x")]
    [TestCase("DF012", "# final", "ENV API_KEY x")]
    [TestCase("DF012", "# builder", "ENV PIP_INDEX=https://user:pw@example.org/simple")]
    [TestCase("DF012", "# builder", "COPY package.json .npmrc /app/")]
    [TestCase("DF012", "# builder", "COPY id_ed25519 /root/.ssh/")]
    [TestCase("DF012", "# builder", "COPY certs/server-key.pem /etc/")]
    // Common practice
    [TestCase("DF013", "# builder", "ADD main.py /app/")]
    [TestCase("DF013", "# builder", "RUN sudo make install")]
    [TestCase("DF013", "# builder", "RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF013", "# builder", "RUN apt -y full-upgrade")]
    [TestCase("DF013", "${APP_BASE}-dev AS plain", "${DHI_REGISTRY}/app:latest AS plain")]
    [TestCase("DF013", "${APP_BASE}-dev AS plain", "${DHI_REGISTRY}/app AS plain")]
    [TestCase("DF013", "WORKDIR /mnt/data", "WORKDIR data")]
    [TestCase("DF013", "# end", "CMD [\"sleep\", \"infinity\"]")]
    [TestCase("DF013", "# final", "ENTRYPOINT [\"/x\"]")]
    // What depends on the base
    [TestCase("DF004", "# final", "HEALTHCHECK CMD python3 -V")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"/bin/sh\", \"/run.sh\"]")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"tini\", \"--\", \"bash\", \"-c\", \"a\"]")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"./entrypoint.sh\"]")]
    [TestCase("DF004", "CMD [\"sleep\", \"infinity\"]", "CMD [\"bin/rails\", \"server\"]")]
    [TestCase("DF004", "# final", "ONBUILD HEALTHCHECK CMD a")]
    [TestCase("DF007", "# plain", "ONBUILD RUN a | b")]
    [TestCase("DF007", "# plain", "SHELL [\"/usr/bin/env\", \"-i\", \"bash\", \"-c\"]\nRUN a | b")]
    [TestCase("DF007", "# plain", "SHELL [\"/bin/sh\", \"-o\", \"pipefail\", \"-c\"]\nRUN a")]
    [TestCase("DF007", "# builder", "RUN yarn --frozen-lockfile || true")]
    [TestCase("DF007", "# builder", "RUN npm --prefix /app ci || echo no")]
    [TestCase("DF007", "# builder", "RUN yarn global add x || true")]
    [TestCase("DF007", "# builder", "RUN rustup component add clippy || true")]
    [TestCase("DF007", "# builder", "RUN conda env create -f /x.yml || true")]
    [TestCase("DF007", "# builder", "RUN R -e 'renv::restore()' || true")]
    [TestCase("DF007", "# builder", "RUN dpkg -i /x.deb || true")]
    [TestCase("DF007", "# plain", "SHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\nONBUILD SHELL [\"/bin/sh\", \"-c\"]\nONBUILD RUN a | b")]
    [TestCase("DF012", "# final", "ENV MYSQL_PWD=x")]
    [TestCase("DF012", "# final", "ENV dbPassword=x")]
    [TestCase("DF012", "# final", "LABEL note=ghp_0123456789abcdefghijklmnopqrstuvwxyz")]
    [TestCase("DF012", "# builder", "RUN <<E\necho glpat-0123456789abcdefghij >/x\nE")]
    [TestCase("DF012", "# builder", "ONBUILD ARG NPM_TOKEN")]
    [TestCase("DF012", "# final", "ENV DB_PASS=hunter2")]
    [TestCase("DF012", "# final", "LABEL key=sk_live_0123456789abcdefghij")]
    [TestCase("DF012", "# builder", "RUN git clone https://me:hunter2@example.org/a.git")]
    [TestCase("DF013", "# final", "COPY --from=localhost/tool:latest /x /y")]
    [TestCase("DF002", "# final", "COPY --from=ghcr.io/team/tool:x /x /y")]
    // Names that nothing declares
    [TestCase("DF014", "${APP_BASE}-dev AS plain", "${APP_BSE}-dev AS plain")]
    [TestCase("DF014", "# global", "ARG EMPTY=\nFROM ${DHI_REGISTRY}/x:${EMPTY}")]
    [TestCase("DF014", "# global", "FROM ${DHI_REGISTRY}/x@sha256:0")]
    [TestCase("DF014", "# global", "FROM ${DHI_REGISTRY}/-x:y")]
    [TestCase("DF014", "# global", "ARG EMPTY=\nFROM ${EMPTY}")]
    [TestCase("DF014", "# builder", "ENV HOME_DIRECTORY=/opt/${APP_VERSOIN}")]
    [TestCase("DF014", "# builder", "RUN pip install app==${APP_VERSOIN}")]
    [TestCase("DF014", "# final", "ENV A=1 B=$A")]
    [TestCase("DF014", "# end", "FROM scratch\nWORKDIR $ROOT/x\nUSER 65532")]
    // Stages
    [TestCase("DF015", "# final", "COPY --from=biulder /x /y")]
    [TestCase("DF015", "# final", "COPY --from=final /x /y")]
    [TestCase("DF015", "# plain", "COPY --from=final /x /y")]
    [TestCase("DF015", "# final", "COPY --from=7 /x /y")]
    [TestCase("DF015", "# final", "COPY --from=nothing /x /y")]
    [TestCase("DF016", "AS plain", "AS builder")]
    [TestCase("DF016", "AS plain", "AS context")]
    [TestCase("DF017", "FROM ${APP_BASE}-dev AS plain", "FROM --platform=linux/arm64 ${APP_BASE}-dev AS plain")]
    [TestCase("DF018", "# final", "HEALTHCHECK NONE\nHEALTHCHECK CMD [\"/x\"]")]
    // Commands
    [TestCase("DF020", "# builder", "RUN apt-get update && apt-get install --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*")]
    [TestCase("DF020", "# builder", "RUN apt-get autoremove -q")]
    [TestCase("DF021", "# final", "COPY a b /x")]
    [TestCase("DF021", "# final", "COPY <<A <<B /x\nA\nB")]
    [TestCase("DF022", "# builder", "RUN curl -sSLo /x https://example.org/f")]
    [TestCase("DF022", "# builder", "RUN x=$(curl https://example.org)")]
    [TestCase("DF022", "# builder", "HEALTHCHECK CMD curl http://localhost/")]
    [TestCase("DF023", "# builder", "ADD https://example.org/x.tar.gz /x")]
    [TestCase("DF025", "# builder", "RUN pip install weasyprint==60 numpy")]
    [TestCase("DF025", "# builder", "RUN uv pip install CairoSVG")]
    [TestCase("DF026", "# final", "RUN mkdir /x")]
    [TestCase("DF026", "# final", "RUN [\"/bin/sh\", \"-c\", \"mkdir /x\"]")]
    [TestCase("DF026", "# final", "ONBUILD RUN mkdir /x")]
    public void A_fault_fails_its_check_and_no_other(string id, params string[] changes) => Failing(changes).ShouldBe([id]);

    // The version
    [TestCase("# builder", "RUN echo ${APP_VERSION}")]
    [TestCase("# builder", "RUN GCC_VERSION=$(gcc -dumpversion) && echo ${GCC_VERSION}")]
    [TestCase("# builder", "RUN for GCC_VERSION in 1 2; do echo $GCC_VERSION; done")]
    [TestCase("# builder", "RUN awk '{print $GCC_VERSION}' \\$GCC_VERSION")]
    [TestCase("# builder", "RUN pip install x==3.13.1 y==13.3.13 && chmod 1414 /x && sleep 14")]
    [TestCase("# builder", "ARG FLAGS=-O2")]
    [TestCase("# final", "COPY <<'EOF' /x\n${GCC_VERSION}\nEOF")]
    [TestCase("# final", "FROM scratch\nCOPY --from=final / /\nUSER 65532")]
    [TestCase("# final", "LABEL org.opencontainers.image.version=3.13")]
    // The registry
    [TestCase("# global", "ARG LOCAL=localhost/x:y\nFROM ${LOCAL}")]
    [TestCase("${APP_BASE}-dev AS plain", "builder AS plain")]
    [TestCase("# global", "ARG ELSEWHERE\nFROM ${ELSEWHERE}")]
    // The user
    [TestCase("USER 65532:65532", "USER 65532")]
    [TestCase("USER 65532:65532", "ARG ID=65532\nUSER ${ID}:${ID}")]
    [TestCase("# final", "USER root\nCOPY x /x")]
    [TestCase("# end", "FROM final AS last")]
    // The exec form
    [TestCase("CMD [\"sleep\", \"infinity\"]", "ONBUILD CMD [\"sleep\", \"infinity\"]\nCMD [\"sleep\", \"infinity\"]")]
    [TestCase("PATH=/usr/bin", "GREETING=5$ and more")]
    // Cache mounts
    [TestCase("# builder", "RUN --mount=type=cache,target=/cache x && cp -r /cache/x /opt/x", "# final", "COPY --from=builder /opt/x /opt/x")]
    [TestCase("# builder", "RUN --mount=type=cache,target=/root/.cache x", "# final", "COPY --from=builder / /")]
    [TestCase("# builder", "RUN --mount=type=cache,target=/opt/app x", "# final", "COPY --from=builder /opt/application /opt/app")]
    [TestCase("# builder", "RUN --mount=type=cache,target=/opt/app x", "# final", "COPY --from=plain /opt/app /opt/app")]
    [TestCase("# builder", "RUN --mount=type=bind,target=/opt/app x", "# final", "COPY --from=builder /opt/app /opt/app")]
    // The module cache
    [TestCase("# final", "COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod")]
    [TestCase("# final", "COPY --from=builder --chown=65532 /go/pkg/mod /go/pkg/mod")]
    [TestCase("# final", "COPY --from=builder /go/bin/tool /usr/local/bin/")]
    [TestCase("# plain", "COPY --from=builder /go/pkg/mod /go/pkg/mod")]
    [TestCase("# final", "COPY modules /mnt/\nCOPY --from=builder /opt/go /opt/go")]
    // Failures
    [TestCase("# builder", "RUN a | b && x=$(c | d)")]
    [TestCase("# plain", "RUN set -euo pipefail && a | b")]
    [TestCase("# plain", "RUN set -o pipefail; x=$(a | b)")]
    [TestCase("# plain", "RUN <<EOF\n#!/bin/bash\nset -o pipefail\na | b\nEOF")]
    [TestCase("# plain", "RUN [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\", \"a | b\"]")]
    [TestCase("# plain", "RUN echo 'a | b' \"c | d\" && case $x in a|b) c ;; esac")]
    [TestCase("# plain", "RUN [[ $x =~ a|b ]] || c")]
    [TestCase("# plain", "RUN cat <<EOF >/x\na | b\nEOF")]
    [TestCase("# plain", "RUN <<EOF\n#!/usr/bin/python3\na = b | c\nEOF")]
    [TestCase("# builder", "RUN npm ci && { grep -q x y || true; }")]
    [TestCase("# builder", "RUN npm ci || exit 1")]
    [TestCase("# builder", "RUN npm ci || { echo failed >&2; exit 1; }")]
    [TestCase("# builder", "RUN rm -f x || true")]
    [TestCase("# builder", "RUN npm ci; ls")]
    [TestCase("# plain", "RUN if [ -e x ]; then npm ci; fi")]
    [TestCase("# plain", "RUN if [ -e x ]; then npm ci; else npm install; fi && ls")]
    // apt
    [TestCase("# builder", "RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /tmp/* /var/lib/apt/lists/*")]
    [TestCase("# builder", "RUN <<EOF\napt-get update\napt-get install --yes --no-install-recommends gcc\nrm -rf /var/lib/apt/lists/*\nEOF")]
    [TestCase(
        "# builder",
        "RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y --no-install-recommends gcc")]
    [TestCase("# builder", "RUN apt-get update && apt-get -o APT::Install-Recommends=false install -y gcc && rm -rf /var/lib/apt/lists")]
    [TestCase(
        "# builder", "RUN echo 'APT::Install-Recommends \"0\";' >/etc/apt/apt.conf.d/x\nRUN apt-get update && apt-get install -y gcc && apt-get dist-clean")]
    [TestCase("# builder", "RUN echo apt-get install gcc && apt-cache policy && apt-get clean")]
    // X11 and services
    [TestCase(
        "# builder",
        "RUN apt-get update && apt-get install -y --no-install-recommends init-system-helpers "
        + "&& apt-get install -y --no-install-recommends libcairo2-dev tk8.6 && rm -rf /var/lib/apt/lists/*")]
    [TestCase(
        "# builder", "RUN printf 'exit 101' >/usr/sbin/policy-rc.d && apt-get install -y --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# builder", "COPY policy-rc.d /usr/sbin/\nRUN apt-get install -y --no-install-recommends nginx && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# builder", "RUN apt-get install -y --no-install-recommends postgresql-client libpq5 tclsh-x redis-tools tokei && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# builder", "RUN pip install pygments pygame-menu-x")]
    // Architectures
    [TestCase("# builder", "RUN mkdir -p /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu", "# final",
        "COPY --from=builder /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu\nCOPY --from=builder /usr/lib/aarch64-linux-gnu /usr/lib/aarch64-linux-gnu")]
    [TestCase("# builder", "RUN mkdir -p /usr/lib/{x86_64,aarch64}-linux-gnu/app", "# final",
        "COPY --from=builder /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu\nCOPY --from=builder /usr/lib/aarch64-linux-gnu /usr/lib/aarch64-linux-gnu")]
    [TestCase("# builder", "RUN cp /usr/lib/x86_64-linux-gnu/libz.so.1 /rootfs || cp /usr/lib/aarch64-linux-gnu/libz.so.1 /rootfs")]
    [TestCase("# final", "COPY --from=builder /usr/lib/*-linux-gnu /usr/lib/\nCOPY x86_64-linux-gnu /x")]
    // Names
    [TestCase(
        "# builder",
        "RUN apt-get update && apt-get install -y --no-install-recommends libssl3t64 libpng16-16t64 libssl-dev libc6-dev && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# builder", "RUN useradd -u 65532 nonroot && adduser --disabled-password x && echo apk libssl3")]
    // Secrets
    [TestCase("# global", "ARG TOKENIZERS_PARALLELISM=false\nARG PASSWORD_FILE=/run/secrets/x\nARG PUBLIC_KEY=x\nARG KEYBOARD=us")]
    [TestCase("# builder", "RUN --mount=type=secret,id=npm-token,env=NPM_TOKEN x")]
    [TestCase("# builder", "RUN git clone https://me:${TOKEN}@example.org/a.git && git clone git@example.org:a.git && x https://a:b/c@d")]
    [TestCase("# final", "ENV BYPASS=x RENDER_PASS=x COMPASS=x")]
    [TestCase("# final", "ENV INDEX=https://example.org/simple PROXY=http://proxy:3128 SSH_AUTH_SOCK=/x COMPOSER_AUTH_TYPE=none")]
    [TestCase("# builder", "COPY .env.example id_rsa.pub ca.pem tls.crt environment keys.txt /x/")]
    // What a trigger finds
    [TestCase("# plain", "ONBUILD SHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\nONBUILD RUN a | b")]
    [TestCase("# plain", "ONBUILD RUN a | b\nSHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]")]
    // Common practice
    [TestCase(
        "# builder", "ADD app.tar.gz /opt/\nADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.org/x /x")]
    [TestCase("# builder", "RUN apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# builder", "RUN pip install --upgrade pip && echo sudo apt-get upgrade")]
    [TestCase("# builder", "WORKDIR ${UNKNOWN}/x\nWORKDIR \"/a b\"")]
    [TestCase("# plain", "CMD [\"a\"]\nENTRYPOINT [\"b\"]")]
    [TestCase("${APP_BASE}-dev AS plain", "${APP_BASE}@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS plain")]
    // What depends on the base
    [TestCase("CMD [\"sleep\", \"infinity\"]", "CMD [\"node\", \"-e\", \"console.log(`${process.pid}`)\"]")]
    [TestCase("CMD [\"sleep\", \"infinity\"]", "CMD [\"perl\", \"-ne\", \"print $x\"]")]
    [TestCase("# builder", "ENTRYPOINT [\"/bin/sh\", \"-c\"]\nCMD [\"echo $HOME\"]")]
    [TestCase("# builder", "ENTRYPOINT [\"/usr/bin/tini\", \"--\", \"sh\", \"-c\", \"exec java $OPTS\"]")]
    [TestCase("# global", "ARG X=x\nFROM localhost/base:${X}-alpine AS alpine\nRUN apk add --no-cache git && adduser -D a")]
    [TestCase(
        "# global",
        "ARG X=x\nFROM localhost/debian:${X}-bookworm AS old\n"
        + "RUN apt-get update && apt-get install -y --no-install-recommends libssl3 tk-dev postgresql && rm -rf /var/lib/apt/lists/*")]
    [TestCase(
        "# global",
        "ARG X=x\nFROM localhost/some:${X} AS unknown\n"
        + "RUN apk add x && apt-get update && apt-get install -y --no-install-recommends libssl3 libcairo2-dev && rm -rf /var/lib/apt/lists/*\n"
        + "ENTRYPOINT [\"sh\", \"-c\", \"$X\"]\nHEALTHCHECK CMD x")]
    [TestCase("# global", "FROM localhost/windows/servercore:x AS windows\nRUN dir ^| findstr x | sort\nSHELL [\"powershell\", \"-Command\"]\nRUN a | b")]
    [TestCase("# final", "COPY --from=builder /bin/sh /bin/sh\nRUN mkdir /x")]
    [TestCase("# builder", "SHELL [\"conda\", \"run\", \"-n\", \"x\", \"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b")]
    [TestCase("# plain", "RUN <<E bash\nset -eo pipefail\na | b\nE")]
    [TestCase("# plain", "RUN bash -c \"set -o pipefail; a | b\"")]
    // Paths
    [TestCase("# final", "COPY ./go ./")]
    [TestCase("# final", "WORKDIR /go\nCOPY . .\nWORKDIR /mnt/data")]
    [TestCase("# builder", "WORKDIR /a\nWORKDIR b")]
    [TestCase("# builder", "ADD \"a.tar.gz\" /x/")]
    [TestCase("# builder", "RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt")]
    [TestCase("# builder", "RUN apt-get update && apt-get install -y --no-install-recommends a && cd /var/lib/apt/lists && rm -rf *")]
    [TestCase("# builder", "RUN apt-get install -s a")]
    [TestCase(
        "# builder",
        "COPY <<E /etc/apt/apt.conf.d/x\nAPT::Install-Recommends \"false\";\nE\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*")]
    // Secrets
    [TestCase(
        "# final",
        "ENV POSTGRES_PASSWORD= MYSQL_ALLOW_EMPTY_PASSWORD=yes TOKEN_LIMIT=1 AWS_SECRET_ARN=a REQUIRE_MFA_AUTH=1 PASSWORD_PROMPT_STRING=x OLD_PWD=/x")]
    [TestCase("# final", "ENV DB_PASSWORD=/run/secrets/db TOKENIZER=x MAX_TOKENS=5")]
    [TestCase("# builder", "COPY nodesource.key /etc/apt/keyrings/")]
    [TestCase("# builder", "COPY vendor.key /tmp/\nRUN gpg --dearmor -o /x /tmp/vendor.key")]
    // Names that are declared, and those of which nobody knows
    [TestCase("# builder", "ENV PATH=/x:$PATH JAVA=${JAVA_HOME}/bin LIB=${LD_LIBRARY_PATH:-}")]
    [TestCase("# builder", "RUN for APP_VERSIONS in 1 2; do echo $APP_VERSIONS; done")]
    [TestCase("# builder", "ARG A\nARG B=$A C=$B")]
    // Stages
    [TestCase("# final", "COPY --from=0 /x /y\nCOPY --from=BUILDER /x /y")]
    [TestCase("FROM ${APP_BASE}-dev AS plain", "FROM --platform=$BUILDPLATFORM ${APP_BASE}-dev AS plain")]
    [TestCase("FROM ${APP_BASE}-dev AS plain", "FROM --platform=linux/amd64 ${APP_BASE}-dev AS plain-amd64")]
    // Commands
    [TestCase("# builder", "RUN apt-get -qqy install --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*")]
    [TestCase("# final", "COPY a b /x/\nCOPY a* /y\nCOPY a b .")]
    [TestCase(
        "# builder",
        "RUN curl -fsSL https://example.org | cat && curl --fail-with-body x && curl --version && curl -Lfo /x y && curl -sIo /dev/null x && curl file:///x")]
    [TestCase("# builder", "ADD https://example.org/x.git#v1 /x")]
    [TestCase("# builder", "RUN pip install pycairo-stubs cairo-notes reportlab")]
    [TestCase(
        "# builder",
        "RUN apt-get update && apt-get install -y --no-install-recommends init-system-helpers "
        + "&& apt-get install -y --no-install-recommends libpango-1.0-0 && rm -rf /var/lib/apt/lists/* && pip install weasyprint")]
    public void What_only_looks_like_a_fault_fails_no_check(params string[] changes) => Failing(changes).ShouldBeEmpty();

    [Test]
    public void A_shell_may_be_named_where_the_catalog_says_that_there_is_one()
    {
        SampleDockerfile.Failing("CMD [\"sleep\", \"infinity\"]", "CMD [\"sh\", \"-c\", \"sleep ${TIME}\"]", shell: true).ShouldBeEmpty();
        SampleDockerfile.Failing("CMD [\"sleep\", \"infinity\"]", "CMD [\"sh\", \"-c\", \"sleep ${TIME}\"]", shell: false).ShouldBe(["DF004"]);
    }

    [Test]
    public void A_finding_is_where_the_fault_is()
    {
        var finding = SampleDockerfile.Lint("# plain", "RUN a && \\\n    # why\n    b | c").Open.ShouldHaveSingleItem();

        finding.ToString().ShouldBe("Dockerfile:16:7: a pipe without pipefail: only the last command's failure counts");
    }

    [Test]
    public void An_exception_with_a_reason_holds_for_its_instruction_alone()
    {
        var report = SampleDockerfile.Lint("# plain", "# check=skip=DF007 nothing in it can fail\nRUN a | b\nRUN c | d");

        report.Findings.Select(finding => (finding.Position.Line, finding.Exempt)).ShouldBe([(15, "nothing in it can fail"), (16, null)]);
    }

    [Test]
    public void An_exception_at_the_top_holds_for_the_whole_file()
    {
        var report = Linter.Lint(
            "# check=skip=DF007 a sample\n" + SampleDockerfile.Good.Replace("# plain", "RUN a | b\nRUN c | d", StringComparison.Ordinal),
            "Dockerfile",
            null);

        report.Findings.Select(finding => (finding.Position.Line, finding.Exempt)).ShouldBe([(15, "a sample"), (16, "a sample")]);
    }

    [TestCase("node_modules", "COPY node_modules/x /y", true)]
    [TestCase("**/*.log", "COPY a/b.log /y", true)]
    [TestCase("*.log", "COPY a/b.log /y", false)]
    [TestCase("/src", "COPY ./src/ /y", true)]
    [TestCase("*", "COPY . /y", true)]
    [TestCase("src\n!src/x", "COPY src /y", false)]
    [TestCase("# src", "COPY src /y", false)]
    [TestCase("src", "COPY --from=builder src /y", false)]
    public void What_the_context_leaves_out_cannot_be_copied(string ignore, string copy, bool found) =>
        Linter.Lint(SampleDockerfile.Good.Replace("# final", copy, StringComparison.Ordinal), "Dockerfile", null, ignore)
            .Open.Select(finding => finding.Check.Id).ShouldBe(found ? ["DF019"] : []);

    [TestCase("dhi.io/python:3.13", "/opt/python/lib/python3.13/site-packages", true)]
    [TestCase("dhi.io/python:3.13", "/usr/lib/python3.13", true)]
    [TestCase("dhi.io/python:3.13", "/opt/venv", false)]
    [TestCase("python:3.13", "/usr/local/lib/python3.13/site-packages", false)]
    public void Where_Python_is_depends_on_the_base(string from, string path, bool found) =>
        Linter.Lint($"FROM {from} AS a\nFROM {from}\nCOPY --from=a {path} {path}\n", "Dockerfile", null)
            .Open.Select(finding => finding.Check.Id).Contains("DF024").ShouldBe(found);

    [Test]
    public void The_message_names_the_shell_that_runs_it() =>
        SampleDockerfile.Lint("CMD [\"sleep\", \"infinity\"]", "SHELL [\"/bin/bash\", \"-c\"]\nCMD a")
            .Open.ShouldHaveSingleItem().Message.ShouldContain("run by /bin/bash -c");

    [Test]
    public void An_exception_of_nothing_is_a_finding() =>
        SampleDockerfile.Lint("# plain", "# check=skip=DF007 once there was a pipe\nRUN a")
            .Open.ShouldHaveSingleItem().Message.ShouldContain("excepts nothing");

    [Test]
    public void An_exception_from_a_check_that_there_is_not_is_a_fault() =>
        SampleDockerfile.Lint("# plain", "# check=skip=DF077 why\nRUN a").Faults.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'DF007'?");

    [Test]
    public void What_cannot_be_read_is_not_checked()
    {
        var report = SampleDockerfile.Lint("# plain", "COYP a b\nRUN a | b");

        report.Faults.ShouldHaveSingleItem().Position.ShouldBe(new SourcePosition(14, 1));
        report.Findings.ShouldBeEmpty();
    }

    private static string Declarations(string example) => string.Concat(
        new[]
        {
            ("DHI_REGISTRY", "dhi.io"), ("DEBIAN_BASE_DEV", "dhi.io/debian-base:trixie-debian13-dev"), ("GO_BASE", "dhi.io/golang:1.26-debian13"),
            ("GO_BASE_DEV", "dhi.io/golang:1.26-debian13-dev"), ("NODE_BASE", "dhi.io/node:24-debian13"), ("NODE_BASE_DEV", "dhi.io/node:24-debian13-dev"),
            ("PHP_BASE_DEV", "dhi.io/php:8.4-debian13-dev"), ("PYTHON_BASE", "dhi.io/python:3.13-debian13"),
            ("PYTHON_BASE_DEV", "dhi.io/python:3.13-debian13-dev"),
        }
        .Where(one => example.Contains($"${{{one.Item1}}}", StringComparison.Ordinal) && !example.Contains($"ARG {one.Item1}=", StringComparison.Ordinal))
        .Select(one => $"ARG {one.Item1}={one.Item2}\n"));

    private static List<string> Failing(string[] changes)
    {
        var text = SampleDockerfile.Good;
        for (var at = 0; at < changes.Length; at += 2)
        {
            text.ShouldContain(changes[at]);
            text = text.Replace(changes[at], changes[at + 1], StringComparison.Ordinal);
        }

        var report = Linter.Lint(text, "Dockerfile", null);
        report.Faults.ShouldBeEmpty();
        return [.. report.Open.Select(finding => finding.Check.Id).Distinct()];
    }
}
