# Mutants of kcr-r: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-r:latest

FROM ${IMAGE} AS r-package-missing
USER 0:0
RUN rm -r /opt/r/library/zoo
USER 65532:65532

FROM ${IMAGE} AS r-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/r/bin:/usr/bin", "TMPDIR=/tmp", "LANG=C.UTF-8", "R_LIBS=/opt/r/library"]
CMD ["sleep", "infinity"]

# As the base has it.
FROM ${IMAGE} AS locale-of-the-base
ENV LANG=en_US.UTF-8
