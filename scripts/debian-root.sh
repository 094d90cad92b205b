#!/usr/bin/env bash
# Makes the Debian root file system image that the stand-in bases (images/bases) are built from.
#
# From mmdebstrap where it is at hand (nothing is pulled from a registry), else from debian:trixie-slim.
# The tar is kept in the cache directory, so that a new engine gets the same root file system without the network.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: scripts/debian-root.sh [--tag REF] [--force] [--help]

Makes sure that the Debian root image exists. Does nothing when it does.

  --tag REF   the image's reference (default localhost/kcr-bases/debian-root:trixie)
  --force     make it again, also the cached tar
  --help      this text

Exit status: 0 the image exists; 2 wrong usage; 3 it could not be made.
TEXT
}

readonly release=trixie
reference=localhost/kcr-bases/debian-root:${release}
force=no
while (($#)); do
    case $1 in
        --tag)
            [[ ${2-} ]] || { echo "debian-root.sh: --tag needs a reference, for example localhost/kcr-bases/debian-root:trixie" >&2; exit 2; }
            reference=$2
            shift 2
            ;;
        --force) force=yes; shift ;;
        --help | -h) usage; exit 0 ;;
        *) echo "debian-root.sh: unknown argument '$1'; see --help" >&2; exit 2 ;;
    esac
done

say() { echo "debian-root: $*" >&2; }
fail() { say "$*"; exit 3; }

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
    fail "no Docker Engine answers; start one (on Debian as root: scripts/setup.sh) and run this again"

if [[ $force == no ]] && docker image inspect "$reference" >/dev/null 2>&1; then
    say "$reference exists"
    exit 0
fi

architecture=$(docker version --format '{{.Server.Arch}}')
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/kcr-harness
readonly tar=$cache/debian-root-$release-$architecture.tar

# The mirror is the one that this machine's own apt uses, whatever the form of its configuration.
mirror() {
    apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
        awk '$2 == "main" && $1 !~ /security/ { print $1; exit }'
}

bootstrap() {
    local uri partial=$cache/debian-root.$$.partial
    uri=$(mirror)
    if [[ ! $uri && $EUID == 0 ]]; then
        apt-get -qq update # apt names its sources only once it has read them
        uri=$(mirror)
    fi
    [[ $uri ]] || fail "apt has no source with the component main; expected one in /etc/apt/sources.list or /etc/apt/sources.list.d, which names the mirror to use"
    mkdir -p "$cache"
    say "making a Debian $release root file system for $architecture with mmdebstrap (about 20 s)"
    # apt keeps neither packages nor its binary caches, as in Debian's own images: they would only fill layers.
    # /usr/share/doc and locales are left out: nothing of the stand-ins reads them, and licences stay.
    if ! mmdebstrap --quiet --format=tar --variant=apt --architectures="$architecture" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --customize-hook='rm -f "$1"/var/cache/apt/*.bin' \
        --customize-hook='printf "%s\n" "APT::Keep-Downloaded-Packages \"false\";" "Dir::Cache::pkgcache \"\";" "Dir::Cache::srcpkgcache \"\";" >"$1/etc/apt/apt.conf.d/docker-clean"' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        "$release" "$partial" "$uri"; then
        rm -f "$partial"
        fail "mmdebstrap failed; its own message is above. The mirror is taken from apt's first source with the component main: check that it serves $release"
    fi
    mv "$partial" "$tar"
}

if command -v mmdebstrap >/dev/null && command -v apt-get >/dev/null; then
    [[ $force == no && -s $tar ]] || bootstrap
    say "importing $tar as $reference"
    docker import --platform "linux/$architecture" \
        --change 'CMD ["/bin/bash"]' --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        --change 'LABEL kcr.dev/base-root=mmdebstrap' "$tar" "$reference" >/dev/null ||
        fail "docker import failed; remove $tar if it is damaged and run this again"
else
    say "no mmdebstrap here: pulling debian:$release-slim instead"
    docker pull --quiet "debian:$release-slim" >/dev/null ||
        fail "debian:$release-slim cannot be pulled; give the engine a registry that has it, or install mmdebstrap (Debian: apt-get install mmdebstrap)"
    docker tag "debian:$release-slim" "$reference"
fi
say "$reference is ready"
