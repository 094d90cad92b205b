# Mutants of kcr-d: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-d:latest

FROM ${IMAGE} AS d-library-missing
USER 0:0
RUN rm -r /usr/include/d/mustache-d
USER 65532:65532

FROM ${IMAGE} AS d-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS libcurl-missing
USER 0:0
RUN rm /usr/lib/*/libcurl.so.4*
USER 65532:65532
