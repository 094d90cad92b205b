# Mutants of kcr-php: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-php:latest

FROM ${IMAGE} AS composer-package-missing
USER 0:0
RUN ["/opt/php/bin/php", "-r", "unlink('/opt/composer/vendor/erusev/parsedown/Parsedown.php') || exit(1);"]
USER 65532:65532

FROM ${IMAGE} AS settings-dropped
ENTRYPOINT ["/usr/bin/env", "-i", \
    "PATH=/opt/php/bin:/usr/bin", \
    "HOME=/tmp", \
    "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS fonts-missing
USER 0:0
RUN ["/opt/php/bin/php", "-r", "foreach (glob('/usr/share/fonts/truetype/*/*') as $font) { unlink($font) || exit(1); }"]
USER 65532:65532

FROM ${IMAGE} AS openssl-settings-missing
USER 0:0
RUN ["/opt/php/bin/php", "-r", "unlink('/usr/lib/ssl/openssl.cnf') || exit(1);"]
USER 65532:65532
