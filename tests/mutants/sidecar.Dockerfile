# Mutants of kcr-sidecar's files: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-sidecar:latest
ARG TOOLS=kcr-c-cpp:latest

FROM ${TOOLS} AS tools
USER 0:0
RUN apt-get update && \
    apt-get install -y --no-install-recommends libcap2-bin && \
    rm -rf /var/lib/apt/lists/*

FROM ${IMAGE} AS good

FROM tools AS plain
COPY --from=good /usr/bin/nsenter /nsenter
RUN setcap -r /nsenter

# What a COPY that loses extended attributes leaves.
FROM ${IMAGE} AS nsenter-without-capabilities
COPY --from=plain /nsenter /usr/bin/nsenter

FROM plain AS stronger
RUN setcap cap_sys_ptrace,cap_sys_admin,cap_sys_chroot,cap_dac_override=eip /nsenter

FROM ${IMAGE} AS nsenter-with-a-fourth-capability
COPY --from=stronger /nsenter /usr/bin/nsenter

FROM plain AS another
RUN setcap cap_sys_ptrace,cap_sys_admin,cap_sys_chroot=eip /nsenter

FROM ${IMAGE} AS another-program-with-capabilities
COPY --from=another /nsenter /usr/bin/enter
