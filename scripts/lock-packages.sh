#!/usr/bin/env bash
# Writes the checksums of the requirement lists: images/python/requirements.lock, images/java/jars.txt, images/php/composer.lock.
# Usage: scripts/lock-packages.sh [python|java|php]… [--build-arg NAME=VALUE]…
#
# Each list is resolved in the base of its image by the Dockerfile's stage 'lock', with the ARGs that a build takes: PIP_INDEX,
# MAVEN_REPOSITORY and COMPOSER_REPOSITORY for another index, DHI_REGISTRY for other bases. Look at the difference before you
# commit it: whatever the index gives today is what builds are held to from then on.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    echo "lock-packages: $*" >&2
    echo "Usage: scripts/lock-packages.sh [python|java|php]… [--build-arg NAME=VALUE]…" >&2
    exit 2
}

images=()
args=()
while (($#)); do
    case $1 in
        python | java | php) images+=("$1") ;;
        --build-arg)
            [[ ${2:-} == [A-Z]*=* ]] || usage "--build-arg expects NAME=VALUE, and '${2:-}' is not of that form"
            args+=("$2")
            shift
            ;;
        -h | --help)
            sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
            exit
            ;;
        *) usage "'$1' is neither an image with a list of packages (python, java, php) nor --build-arg" ;;
    esac
    shift
done
((${#images[@]})) || images=(python java php)

given=$(mktemp -d)
trap 'rm -rf "${given}"' EXIT
for image in "${images[@]}"; do
    context=${root}/images/${image}
    options=()
    for arg in "${args[@]}"; do
        # As a build does it: an ARG concerns the images that declare it.
        ! grep -qE "^ARG ${arg%%=*}(=|\$)" "${context}/Dockerfile" || options+=(--build-arg "${arg}")
    done
    # Behind a proxy with a certificate authority of its own.
    [[ ! -s ${SSL_CERT_FILE:-} ]] || options+=(--secret "id=ca-certificates,src=${SSL_CERT_FILE}")

    # Never from the cache: an index may give another answer than the last time.
    docker buildx build --target lock --no-cache-filter locking "${options[@]}" --output "type=local,dest=${given}/${image}" "${context}" || {
        status=$?
        echo "lock-packages: the packages of images/${image} were not resolved; nothing of it was changed" >&2
        exit "${status}"
    }
    for file in "${given}/${image}"/*; do
        install -m 0644 "${file}" "${context}/"
        echo "written: images/${image}/${file##*/}"
    done
done
