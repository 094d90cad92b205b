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

FROM ${IMAGE} AS apt-lists-left
USER 0:0
RUN echo 'Package: example' > /var/lib/apt/lists/deb.example.org_dists_trixie_main_binary-amd64_Packages
USER 65532:65532

FROM ${IMAGE} AS pango-installed
USER 0:0
RUN printf '\nPackage: libpango-1.0-0\nStatus: install ok installed\nVersion: 1.56.3-1\n' >> /var/lib/dpkg/status
USER 65532:65532

# A byte more changes nothing for the loader.
FROM ${IMAGE} AS library-of-the-base-replaced
USER 0:0
RUN echo >> "$(readlink -f /usr/lib/*/libcrypt.so.1)"
USER 65532:65532

# Files of another release with its list of packages, which then says that they are a package's own.
FROM ${IMAGE} AS other-release
USER 0:0
RUN mkdir /rootfs && lib="$(readlink -f /usr/lib/*/libcrypt.so.1)" && \
    cp --parents "$lib" /var/lib/dpkg/status /var/lib/dpkg/info/libcrypt1*.list /rootfs && \
    echo >> "/rootfs$lib" && \
    printf '\nPackage: other-release\nStatus: install ok installed\nVersion: 2\n' >> /rootfs/var/lib/dpkg/status

FROM ${IMAGE} AS library-replaced-with-a-list-of-packages
COPY --from=other-release /rootfs/ /

FROM ${IMAGE} AS second-root
USER 0:0
RUN echo 'toor:x:0:0::/:/usr/sbin/nologin' >> /etc/passwd
USER 65532:65532
