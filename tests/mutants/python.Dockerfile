# Mutants of kcr-python: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-python:latest
ARG TOOLS=kcr-c-cpp:latest

# Mounted as /tools where a mutant changes files: the image has no shell of its own.
FROM ${TOOLS} AS tools
USER 0:0
RUN apt-get update && \
    apt-get install -y --no-install-recommends busybox-static libcap2-bin && \
    rm -rf /var/lib/apt/lists/* && \
    mkdir /tools && cp /usr/bin/busybox /tools/busybox && ln -s busybox /tools/sh && \
    for applet in rm chmod chown cp ln ls; do ln -s busybox /tools/$applet; done
RUN printf '%s\n' \
      '#include <string.h>' \
      '#include <unistd.h>' \
      'extern char **environ;' \
      'int main(int argc, char **argv) {' \
      '  static char *list[256]; int n = 0, i = 1;' \
      '  if (i < argc && strcmp(argv[i], "-i") == 0) i++;' \
      '  for (; i < argc && strchr(argv[i], 61); i++) list[n++] = argv[i];' \
      '  list[n++] = "WRAPPED=yes"; list[n] = 0; environ = list;' \
      '  execvp(argv[i], argv + i); return 127; }' > /tools/env.c && \
    gcc -static -O1 -o /tools/env-with-a-variable /tools/env.c && \
    printf '%s\n' 'int main(void) { return 0; }' > /tools/true.c && \
    gcc -static -O1 -o /tools/true /tools/true.c
RUN printf '%s\n' \
      '#include <fcntl.h>' \
      '#include <string.h>' \
      '#include <unistd.h>' \
      'int main(int argc, char **argv) {' \
      '  if (argc == 2 && strcmp(argv[1], "infinity") == 0 &&' \
      '      open("/mnt/data/.main.lock", O_CREAT | O_EXCL | O_CLOEXEC, 0600) < 0) return 1;' \
      '  execv("/usr/lib/sleep", argv); return 127; }' > /tools/sleep.c && \
    gcc -static -O1 -o /tools/sleep-with-a-lock /tools/sleep.c
RUN printf '%s\n' \
      '#include <signal.h>' \
      '#include <unistd.h>' \
      'int main(int argc, char **argv) {' \
      '  signal(SIGTERM, SIG_IGN);' \
      '  execv("/usr/lib/sleep", argv); return 127; }' > /tools/deaf.c && \
    gcc -static -O1 -o /tools/sleep-without-an-ear /tools/deaf.c
# Finds the runtime wherever it is, follows links to the real file.
RUN printf '%s\n' \
      'for bin in /usr/bin /opt/python/bin; do for f in $bin/python3.*; do [ -f "$f" ] && [ ! -L "$f" ] && echo "$f"; done; done' \
      > /tools/pythons && \
    echo 'echo "$1" > /opt/packages/sitecustomize.py' > /tools/sitecustomize

# Rubbish. The key is made here, so that no key is in the repository.
RUN mkdir -p /left/git /left/pip/http && \
    echo 'ref: refs/heads/main' > /left/git/HEAD && \
    echo 'cached' > /left/pip/http/a && \
    { printf '%s\n' '-----BEGIN PRIVATE KEY-----'; head -c 600 /dev/urandom | base64; printf '%s\n' '-----END PRIVATE KEY-----'; } > /left/server.pem && \
    echo 'root::20000:0:99999:7:::' > /left/shadow && \
    printf '%s\n' 'Package: libcairo2' 'Version: 1.18.4-1' 'Architecture: all' > /left/libcairo2

FROM ${IMAGE} AS good

# --- configuration ---------------------------------------------------------------------------------------------------

FROM ${IMAGE} AS env-without-i
ENTRYPOINT ["/usr/bin/env", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]

# The environ comes out right, by an option that readers of ENTRYPOINT do not know.
FROM ${IMAGE} AS env-by-long-option
ENTRYPOINT ["/usr/bin/env", "--ignore-environment", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH=/mnt/data:/opt/packages"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS env-directive-instead-of-entrypoint
ENV PATH=/opt/runtime/bin:/usr/bin HOME=/tmp TMPDIR=/tmp
ENTRYPOINT []
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS command-ends
CMD ["env"]

FROM ${IMAGE} AS command-sleeps-a-day
CMD ["sleep", "86400"]

FROM ${IMAGE} AS user-name
USER nonroot

FROM ${IMAGE} AS user-1000
USER 1000:1000

FROM ${IMAGE} AS user-root
USER 0:0

FROM ${IMAGE} AS working-directory
WORKDIR /app

FROM ${IMAGE} AS path-entry-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin:/opt/absent/bin", "HOME=/tmp", "TMPDIR=/tmp", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH=/mnt/data:/opt/packages"]
CMD ["sleep", "infinity"]

# What an image has whose own label is left out: that of its base.
FROM ${IMAGE} AS version-of-the-base
LABEL org.opencontainers.image.version=3.13.15

FROM ${IMAGE} AS token-in-environment
ENV EXAMPLE_TOKEN=not-a-real-token

FROM ${IMAGE} AS password-in-history
ARG EXAMPLE_PASSWORD=not-a-real-password

FROM ${IMAGE} AS zone-missing
ENV TZ=Europe/Nowhere

FROM ${IMAGE} AS health-check
HEALTHCHECK --interval=1h CMD python3 --version

FROM ${IMAGE} AS volume-over-the-runtime
VOLUME /opt/runtime

FROM ${IMAGE} AS trigger-for-others
ONBUILD RUN ["/usr/bin/env"]

FROM ${IMAGE} AS stop-signal-ignored
STOPSIGNAL SIGWINCH

FROM ${IMAGE} AS home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "TMPDIR=/tmp", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH=/mnt/data:/opt/packages"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS output-held-back
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "PYTHONPATH=/mnt/data:/opt/packages"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS variable-that-nothing-reads
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH=/mnt/data:/opt/packages", "JAVA_OPTS=-Xmx1g"]
CMD ["sleep", "infinity"]

# --- files -----------------------------------------------------------------------------------------------------------

FROM ${IMAGE} AS sleep-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/rm", "/usr/bin/sleep"]
USER 65532:65532

# env finds it all the same, by PATH.
FROM ${IMAGE} AS sleep-elsewhere
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/busybox", "mv", "/usr/bin/sleep", "/opt/runtime/bin/sleep"]
USER 65532:65532

FROM ${IMAGE} AS sleep-not-executable
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/chmod", "0644", "/usr/bin/sleep"]
USER 65532:65532

FROM ${IMAGE} AS sleep-ends-at-once
COPY --from=tools --chmod=0755 /tools/true /usr/bin/sleep

# The lock outlives the container: it is on the data volume.
FROM ${IMAGE} AS sleep-keeps-a-lock
COPY --from=good /usr/bin/sleep /usr/lib/sleep
COPY --from=tools --chmod=0755 /tools/sleep-with-a-lock /usr/bin/sleep

FROM ${IMAGE} AS sleep-ignores-its-signal
COPY --from=good /usr/bin/sleep /usr/lib/sleep
COPY --from=tools --chmod=0755 /tools/sleep-without-an-ear /usr/bin/sleep

FROM ${IMAGE} AS env-adds-a-variable
COPY --from=tools --chmod=0755 /tools/env-with-a-variable /usr/bin/env

FROM ${IMAGE} AS data-owned-by-root
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/chown 0:0 /mnt/data && /tools/chmod 0755 /mnt/data"]
USER 65532:65532

FROM ${IMAGE} AS shell-copied
COPY --from=tools --chmod=0755 /tools/busybox /usr/bin/sh

FROM ${IMAGE} AS shell-label-wrong
LABEL kcr.dev/shell=true

# Not Debian's own, which needs libraries that the image has not.
FROM ${IMAGE} AS package-manager-copied
COPY --from=tools --chmod=0755 /tools/true /usr/bin/apt

FROM ${IMAGE} AS library-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm /usr/lib/*/libpanelw.so.*"]
USER 65532:65532

FROM ${IMAGE} AS library-of-a-package-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm /usr/lib/*/libwebpmux.so.*"]
USER 65532:65532

# It is there, and no loader looks there.
FROM ${IMAGE} AS library-of-a-package-elsewhere
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "for f in /usr/lib/*/libwebpmux.so.*; do d=${f%/*}/unseen; /tools/busybox mkdir -p $d && /tools/busybox mv $f $d/; done"]
USER 65532:65532

# As a newer release's program finds the older release's library.
FROM tools AS versions
RUN mkdir /new /old && cd /tmp && \
    echo 'int answer(void) { return 42; }' > answer.c && \
    echo 'int answer(void); int main(void) { return answer(); }' > program.c && \
    for version in 1 2; do echo "ANSWER_$version { global: answer; local: *; };" > $version.map; done && \
    gcc -shared -fPIC -Wl,-soname,libanswer.so.1 -Wl,--version-script=2.map -o /new/libanswer.so.1 answer.c && \
    gcc -shared -fPIC -Wl,-soname,libanswer.so.1 -Wl,--version-script=1.map -o /old/libanswer.so.1 answer.c && \
    gcc -o /new/answer program.c /new/libanswer.so.1

FROM ${IMAGE} AS library-too-old
COPY --from=versions /new/answer /usr/bin/answer
COPY --from=versions /old/libanswer.so.1 /usr/lib/libanswer.so.1

# ELF names the machine in two bytes at 18: 183 is AArch64, 62 x86-64.
FROM tools AS other-machine
RUN machine='\267\000'; [ "$(uname -m)" = x86_64 ] || machine='\076\000'; \
    printf "$machine" | dd of=/tools/true bs=1 seek=18 conv=notrunc

FROM ${IMAGE} AS program-for-another-machine
COPY --from=other-machine --chmod=0755 /tools/true /usr/bin/convert

FROM ${IMAGE} AS package-for-another-machine
COPY --from=other-machine /tools/true /opt/packages/fast.so

FROM tools AS scripts
RUN printf '#!/bin/sh\nexec python "$@"\n' > /tools/wrapper && \
    printf '#!/usr/bin/env perl\nprint "1\\n";\n' > /tools/perl-script && \
    printf '#!/opt/runtime/bin/python\r\nprint(1)\r\n' > /tools/windows-script

FROM ${IMAGE} AS wrapper-for-a-shell
COPY --from=scripts --chmod=0755 /tools/wrapper /usr/bin/py

FROM ${IMAGE} AS script-for-what-env-does-not-find
COPY --from=scripts --chmod=0755 /tools/perl-script /usr/bin/report

FROM ${IMAGE} AS script-with-carriage-returns
COPY --from=scripts --chmod=0755 /tools/windows-script /usr/bin/report

FROM ${IMAGE} AS link-without-target
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/ln", "-s", "/usr/bin/python3.99", "/opt/runtime/bin/python3.99"]
USER 65532:65532

FROM ${IMAGE} AS setuid-program
COPY --from=tools --chmod=4755 /tools/true /usr/bin/elevate

FROM ${IMAGE} AS setgid-program
COPY --from=tools --chmod=2755 /tools/true /usr/bin/elevate

FROM ${IMAGE} AS packages-world-writable
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/chmod", "-R", "777", "/opt/packages/networkx"]
USER 65532:65532

FROM ${IMAGE} AS configuration-world-writable
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/chmod", "666", "/etc/nsswitch.conf"]
USER 65532:65532

FROM ${IMAGE} AS second-runtime
COPY --from=tools --chmod=0755 /tools/true /opt/python/bin/python3.12

# The same program elsewhere looks for its packages elsewhere.
FROM ${IMAGE} AS runtime-copied-elsewhere
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/busybox mkdir -p /opt/other/bin && for f in $(/tools/sh /tools/pythons); do /tools/cp $f /opt/other/bin/python3; done"]
USER 65532:65532

FROM ${IMAGE} AS git-left
COPY --from=tools /left/git /opt/app/.git

FROM ${IMAGE} AS pip-cache-left
COPY --from=tools /left/pip /root/.cache/pip

FROM ${IMAGE} AS private-key-left
COPY --from=tools /left/server.pem /opt/server.pem

FROM ${IMAGE} AS private-key-removed-too-late
COPY --from=tools /left/server.pem /opt/server.pem
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/rm", "/opt/server.pem"]
USER 65532:65532

# The library alone, without the note of a package.
FROM ${IMAGE} AS cairo-copied
COPY --from=tools --chmod=0644 /tools/true /usr/lib/libcairo.so.2

# The note alone, as images have it that are put together without dpkg.
FROM ${IMAGE} AS cairo-noted
COPY --from=tools /left/libcairo2 /var/lib/dpkg/status.d/libcairo2

FROM ${IMAGE} AS file-of-the-base-changed
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "echo '# changed' >> /etc/group"]
USER 65532:65532

FROM ${IMAGE} AS encodings-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm -r /usr/lib/*/gconv"]
USER 65532:65532

FROM ${IMAGE} AS encoding-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm /usr/lib/*/gconv/CP1252.so"]
USER 65532:65532

FROM ${IMAGE} AS locale-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm -r /usr/lib/locale/C.utf8"]
USER 65532:65532

FROM ${IMAGE} AS empty-password
COPY --from=tools /left/shadow /etc/shadow

# --- runtime ---------------------------------------------------------------------------------------------------------

FROM ${IMAGE} AS runtime-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/rm -f $(/tools/sh /tools/pythons)"]
USER 65532:65532

# File capabilities count in what the sidecar starts: no-new-privileges is not set there. A process that has them may not
# read its own environ either, which RUN008 sees.
FROM tools AS capable
COPY --from=good / /good/
RUN for file in /usr/bin /opt/python/bin; do \
      for python in /good$file/python3.*; do \
        if [ -f "$python" ] && [ ! -L "$python" ]; then \
          mkdir -p "/capable$file" && cp "$python" "/capable$file/" && \
          setcap cap_sys_chroot=ep "/capable$file/$(basename "$python")"; \
        fi; \
      done; \
    done

FROM ${IMAGE} AS runtime-with-a-capability
COPY --from=capable /capable/ /

# A sitecustomize module runs before every program; PYTHONPATH finds this one before the base's own.
FROM ${IMAGE} AS runtime-changes-directory
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os; os.chdir('/tmp')"]
USER 65532:65532

FROM ${IMAGE} AS output-loses-utf8
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import sys; sys.stderr.reconfigure(encoding='ascii', errors='replace')"]
USER 65532:65532

FROM ${IMAGE} AS errors-swallowed
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os, sys, traceback; sys.excepthook = lambda *e: (traceback.print_exception(*e), os._exit(0))"]
USER 65532:65532

# A cache of the runtime's own, in a directory that is its user's.
FROM ${IMAGE} AS runtime-writes-beside-itself
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/busybox mkdir /opt/state && /tools/chown 65532:65532 /opt/state"]
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os\ntry: open('/opt/state/cache', 'a').close()\nexcept OSError as e: os.write(2, str(e).encode()); os._exit(1)"]
USER 65532:65532

# Nothing is sent: connect(2) tells a datagram socket, too, that the network cannot be reached.
FROM ${IMAGE} AS runtime-phones-home
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os, socket\ntry: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))\nexcept OSError as e: os.write(2, str(e).encode()); os._exit(1)"]
USER 65532:65532

# What either confinement alone does not show: offline it falls back to a cache beside itself.
FROM ${IMAGE} AS runtime-phones-home-or-writes
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "-c", "/tools/busybox mkdir /opt/state && /tools/chown 65532:65532 /opt/state"]
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os, socket\ntry: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))\nexcept OSError:\n    try: open('/opt/state/cache', 'a').close()\n    except OSError as e: os.write(2, str(e).encode()); os._exit(1)"]
USER 65532:65532

# Another version than in Docker, where a kubelet has made the file for a container's last words.
FROM ${IMAGE} AS another-version-in-pods
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import os, platform\nif os.path.exists('/dev/termination-log'):\n    version = platform.python_version()\n    platform.python_version = lambda: version + '1'"]
USER 65532:65532

FROM ${IMAGE} AS python-package-missing
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/rm", "-r", "/opt/packages/networkx"]
USER 65532:65532

# What a runtime does that takes another locale for the user's: files are read and written as Latin-1.
FROM ${IMAGE} AS files-in-latin-1
USER 0:0
RUN --mount=type=bind,from=tools,source=/tools,target=/tools ["/tools/sh", "/tools/sitecustomize", "import builtins; o = builtins.open; builtins.open = lambda f, m='r', *a, **k: o(f, m, *a, **(k if 'b' in m else {'encoding': 'latin-1'} | k))"]
USER 65532:65532
