# Debian packages unpacked aside, so that nothing is installed over the system.
# shellcheck shell=bash disable=SC2154  # the sourcing script sets cache
#
# The suites needed are read through an apt configuration of our own: the machine's mirror, keyring, proxy and
# credentials, but other suites and other directories. The machine's own sources and lists stay as they are.

packages=$cache/packages

# The mirror is the one that this machine's own apt uses, whatever the form of its configuration.
mirror() {
    apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
        awk '$2 == "main" && $3 == "Debian" { print $1; exit }'
}

# One at a time: apt locks its lists and refuses who comes second.
own_apt() {
    mkdir -p "$packages"
    flock "$packages/lock" "$1" -o Dir::Etc::SourceList="$packages/apt.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
        -o Dir::State="$packages/apt" -o Dir::State::status="$packages/apt/status" -o Dir::Cache="$packages/apt/cache" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "${@:2}"
}

# Reads the lists of bookworm (binaries and sources) and bullseye (the compiler).
packages_update() {
    local uri keyring signed=
    uri=$(mirror)
    if [[ -z $uri ]]; then
        # The lists may never have been read on this machine.
        apt-get update --quiet
        uri=$(mirror)
    fi
    [[ $uri ]] || {
        echo "apt has no Debian source with the component main; expected one in /etc/apt/sources.list or /etc/apt/sources.list.d, which names the mirror to use"
        return 1
    }
    for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
        [[ -s $keyring ]] && signed="[signed-by=$keyring]" && break
    done
    mkdir -p "$packages/apt/lists/partial" "$packages/apt/cache/archives/partial"
    : >"$packages/apt/status"
    cat >"$packages/apt.list" <<TEXT
deb $signed $uri bookworm main
deb-src $signed $uri bookworm main
deb $signed $uri bullseye main
TEXT
    own_apt apt-get update --quiet --error-on=any
}

# Unpacks packages into a directory: packages_unpack DIRECTORY NAME[/SUITE]…
packages_unpack() {
    local directory=$1 download deb
    shift
    mkdir -p "$directory"
    download=$(mktemp --directory "$packages/download.XXXXXX")
    (cd "$download" && own_apt apt-get download --quiet "$@")
    for deb in "$download"/*.deb; do
        dpkg-deb --extract "$deb" "$directory"
    done
    rm -rf "$download"
}
