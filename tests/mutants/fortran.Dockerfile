# Mutants of kcr-fortran: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-fortran:latest

FROM ${IMAGE} AS fortran-module-missing
USER 0:0
RUN rm /usr/include/hdf5/serial/hdf5.mod
USER 65532:65532

FROM ${IMAGE} AS fortran-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]
