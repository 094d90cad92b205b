# Mutants of kcr-c-cpp: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-c-cpp:latest

FROM ${IMAGE} AS shell-missing
USER 0:0
RUN rm -f /usr/bin/sh /usr/bin/dash /usr/bin/bash /usr/bin/rbash
USER 65532:65532

FROM ${IMAGE} AS compiler-missing
USER 0:0
RUN rm -f /usr/bin/gcc /usr/bin/gcc-[0-9]*
USER 65532:65532

FROM ${IMAGE} AS header-missing
USER 0:0
RUN rm -r /usr/include/nlohmann
USER 65532:65532

FROM ${IMAGE} AS c-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]
