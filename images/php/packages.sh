#!/bin/bash
# packages.sh install DIRECTORY: has Composer put the packages of composer.json there; with COMPOSER_CHECKSUMS=verify those of
# composer.lock and no other.
# packages.sh lock DIRECTORY: writes composer.lock there, for composer.json and the repository that is given.
set -euo pipefail

fail() { echo "$*" >&2; exit 1; }

composer() { php /usr/bin/composer "$@" --no-interaction --no-plugins; }

again="Write it again with scripts/lock-packages.sh php, or build with COMPOSER_CHECKSUMS=record, which holds nothing to a checksum."

[[ ! -s /run/secrets/ca-certificates ]] || export SSL_CERT_FILE=/run/secrets/ca-certificates
export COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_CACHE_DIR=/dev/null
mkdir -p "$2"
cd "$2"
cp /build/composer.json .
# Before the lock is looked at: Composer counts the repositories among what a lock was written for.
if [[ ${COMPOSER_REPOSITORY} ]]; then
    composer config repositories.given composer "${COMPOSER_REPOSITORY}"
    composer config repositories.packagist.org false
fi

if [[ $1 == lock ]]; then
    composer update --no-install --no-progress
    exit
fi

case ${COMPOSER_CHECKSUMS} in
    verify) [[ ! -e /build/composer.lock ]] || cp /build/composer.lock . ;;
    record) echo "COMPOSER_CHECKSUMS=record: packages are taken as the repository has them, held to no checksum" ;;
    *) fail "COMPOSER_CHECKSUMS is '${COMPOSER_CHECKSUMS}', expected verify or record" ;;
esac

if [[ -e composer.lock ]]; then
    composer validate --no-check-publish --no-check-all --quiet ||
        fail "composer.lock was written for another composer.json or another repository, so it does not say what is to be installed. ${again}"
    # Most repositories give the commit that an archive is made of, and no checksum of it. (The dollars are PHP's.)
    # shellcheck disable=SC2016
    unchecked=$(php -r 'foreach (json_decode(file_get_contents("composer.lock"), true)["packages"] as $package) {
        if (($package["dist"]["shasum"] ?? "") === "") { echo " ", $package["name"]; } }')
    [[ -z ${unchecked} ]] || echo "composer.lock has no checksum of these, only the commit that each is made of:${unchecked}"
    composer install --no-progress
    exit
fi

[[ ${COMPOSER_CHECKSUMS} == record ]] ||
    echo "NOT VERIFIED: there is no composer.lock, so packages are held to their versions alone and to no checksum." \
        "scripts/lock-packages.sh php writes it on a machine that reaches the repository."
composer update --no-progress
