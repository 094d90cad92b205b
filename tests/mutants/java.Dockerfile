# Mutants of kcr-java: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-java:latest

FROM ${IMAGE} AS jar-missing
USER 0:0
RUN rm /opt/java/lib/commons-csv-*.jar
USER 65532:65532

FROM ${IMAGE} AS compiler-options-dropped
ENTRYPOINT ["/usr/bin/env", "-i", \
    "PATH=/usr/local/bin:/usr/bin", \
    "HOME=/tmp", \
    "TMPDIR=/tmp", \
    "LANG=C.UTF-8", \
    "CLASSPATH=/opt/java/lib/*:.:/mnt/data"]
CMD ["sleep", "infinity"]
