# Mutants of kcr-rust: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-rust:latest

FROM ${IMAGE} AS crate-missing
USER 0:0
RUN rm /opt/rust/crates/libhex-*
USER 65532:65532

FROM ${IMAGE} AS rust-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/bin:/usr/bin", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]
