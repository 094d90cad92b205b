#!/bin/bash
# download.sh LIST DIRECTORY [LOCK]: gets each jar of LIST (lines "sha256  path in a Maven repository") from MAVEN_REPOSITORY.
# Leaves out what PACKAGES_UNAVAILABLE names. Unless MAVEN_CHECKSUMS is record, a jar must have the checksum of LIST, or, where
# that has "-", the one that the repository publishes beside it, as Maven itself checks. LOCK becomes LIST with the checksums of
# the jars that came.
set -euo pipefail

fail() { echo "$*" >&2; exit 1; }

[[ ${MAVEN_CHECKSUMS} == verify || ${MAVEN_CHECKSUMS} == record ]] ||
    fail "MAVEN_CHECKSUMS is '${MAVEN_CHECKSUMS}', expected verify or record"
[[ ${MAVEN_CHECKSUMS} == verify || ${3:-} ]] ||
    echo "MAVEN_CHECKSUMS=record: jars are taken as the repository has them, held to no checksum"
authorities=()
[[ ! -s /run/secrets/ca-certificates ]] || authorities=(--cacert /run/secrets/ca-certificates)

get() {
    curl --fail --silent --show-error --location --retry 2 --connect-timeout 20 --speed-limit 1 --speed-time 30 "${authorities[@]}" --output "$2" "${MAVEN_REPOSITORY%/}/$1" ||
        fail "cannot get ${MAVEN_REPOSITORY%/}/$1"
}

locked=$(<"$1")
while read -r checksum path; do
    name=$(basename "$(dirname "$(dirname "${path}")")")
    if [[ " ${PACKAGES_UNAVAILABLE} " == *" ${name} "* ]]; then
        echo "not included: ${name}"
        continue
    fi

    jar=$2/${path##*/}
    get "${path}" "${jar}"
    came=$(sha256sum "${jar}")
    locked=${locked/"${checksum}  ${path}"/"${came%% *}  ${path}"}
    [[ ${MAVEN_CHECKSUMS} == verify ]] || continue
    algorithm=sha256
    if [[ ${checksum} == - ]]; then
        echo "no SHA-256 is recorded for ${path}: held to the repository's own SHA-1"
        algorithm=sha1
        get "${path}.sha1" /tmp/published
        checksum=$(cut -c -40 /tmp/published)
    fi
    echo "${checksum}  ${jar}" | "${algorithm}sum" --check --quiet ||
        fail "${MAVEN_REPOSITORY%/}/${path} is not the jar that was expected: its ${algorithm} is not ${checksum}"
done < <(grep -v '^#' "$1")

[[ -z ${3:-} ]] || echo "${locked}" >"$3"
