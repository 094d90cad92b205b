#!/usr/bin/env bash
# Debian's newest Podman beside this machine's engine, and the harness tried on it. See --help.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
program=podman.sh

# shellcheck source=cluster/common.sh
. "$here/cluster/common.sh"
# shellcheck source=cluster/packages.sh
. "$here/cluster/packages.sh"

release=trixie
state=$cache/podman
log=$cache/podman.log
root=$state/root
socket=$root/run/kcr.sock
repository=$(dirname -- "$here")

usage() {
    cat <<TEXT
Usage: scripts/podman.sh up | down | status | test [LANGUAGE]… | --help

Debian $release's Podman in a root file system and namespaces of its own, so that neither the machine's packages nor its engine's
images are touched. As root, on Debian.

  up       makes the root file system where it is missing, and starts the service
  down     ends it with all of its containers, and removes their networks; images and root file system are kept
  status   says where it is
  test     takes the languages' images (py) and the sidecar over from the Docker Engine, runs doctor, inspect, test docker and clean
           on Podman, and ends it

For the harness:
  export DOCKER_HOST=unix://${socket/#$HOME/\~}     PATH=${state/#$HOME/\~}/bin:\$PATH

Environment:
  XDG_CACHE_HOME   where all of it is kept, in kcr-harness (default ~/.cache)

Exit status: 0 done, or it runs; 1 a test failed; 2 wrong usage; 3 it could not be done, or it does not run.
TEXT
}

make_root() {
    local uri
    uri=$(mirror)
    [[ $uri ]] || { apt-get update --quiet && uri=$(mirror); }
    [[ $uri ]] || { echo "apt has no Debian source with the component main, which would name the mirror to use"; return 1; }
    mkdir -p "$state"
    rm -rf "$root.partial"
    mmdebstrap --quiet --variant=apt --include=podman,netavark,aardvark-dns,crun,nftables,mount \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        "$release" "$root.partial" "$uri"
    mv "$root.partial" "$root"
}

# Without CAP_SYS_RESOURCE no limit can be raised, and Podman raises some for its containers.
limits() {
    local capabilities
    capabilities=$(awk '$1 == "CapEff:" { print $2 }' /proc/self/status)
    (((0x$capabilities >> 24) & 1)) && return
    printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=%s:%s"]\n' "$(ulimit -Hn)" "$(ulimit -Hn)" "$(ulimit -Hu)" "$(ulimit -Hu)"
}

configure() {
    {
        limits
        # No init system runs in there.
        printf '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
    } >"$root/etc/containers/containers.conf"
    mkdir -p "$root/old" "$state/bin"
    # In namespaces of its own: its mounts and processes end with it, however it ends. The network is the machine's, whose loopback address
    # its ports are published on.
    cat >"$state/serve" <<'TEXT'
#!/usr/bin/env bash
set -euo pipefail
root=$1 repository=$2
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
# crun takes no hierarchy of version 2 beside those of version 1.
[[ ! -d $root/sys/fs/cgroup/unified ]] || umount "$root/sys/fs/cgroup/unified"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
# Where a build reads what lies beside its context.
mkdir -p "$root$repository"
mount --bind --options ro "$repository" "$root$repository"
rm -f "$root/run/kcr.sock"
cd "$root"
pivot_root . old
umount --lazy /old
export PODMAN_IGNORE_CGROUPSV1_WARNING=1
# Not in this shell's place: the first process of a namespace has to look after what others leave.
podman system service --time=0 unix:///run/kcr.sock &
wait
TEXT
    # The machine's own libraries may be older than those that it needs.
    cat >"$state/bin/podman" <<TEXT
#!/usr/bin/env bash
set -euo pipefail
for loader in "$root"/usr/lib*/ld-linux-*.so.*; do
    exec "\$loader" --library-path "$root/usr/lib/\$(uname -m)-linux-gnu" "$root/usr/bin/podman" "\$@"
done
TEXT
    chmod +x "$state/serve" "$state/bin/podman"
}

answers() { docker --host "unix://$socket" version >/dev/null 2>&1; }

up() {
    needs_root
    needs_commands mmdebstrap=mmdebstrap unshare=util-linux
    command -v docker >/dev/null || fail "needs the docker command; scripts/setup.sh installs it"
    [[ -x $root/usr/bin/podman ]] || step "Making a root file system with Podman" make_root
    if process_id podman >/dev/null && answers; then
        say "it runs already"
        return
    fi
    stop podman 1
    ! ip link show podman0 >/dev/null 2>&1 ||
        fail "there is a network podman0 already: another Podman is at work on this machine; use that one, or remove its containers"
    configure
    start podman unshare --mount --pid --fork --kill-child "$state/serve" "$root" "$repository"
    await 60 "an answer of Podman" podman answers
}

down() {
    needs_root
    if process_id podman >/dev/null; then
        # By Podman itself, which takes its networks away with them. What refuses goes with the namespaces.
        local containers=()
        mapfile -t containers < <(docker --host "unix://$socket" ps --all --quiet 2>/dev/null)
        ((${#containers[@]} == 0)) || docker --host "unix://$socket" rm --force "${containers[@]}" >/dev/null 2>&1 ||
            say "not every container could be removed; they end with Podman"
        stop podman 1
        ip link delete podman0 2>/dev/null || true
        chroot "$root" nft delete table inet netavark 2>/dev/null || true
    fi
    find /sys/fs/cgroup -depth -type d -path '*/libpod_parent*' -exec rmdir {} + 2>/dev/null || true
    rm -f "$socket"
}

status() {
    if process_id podman >/dev/null && answers; then
        say "Podman $(docker --host "unix://$socket" version --format '{{.Server.Version}}') at unix://$socket, log $state/log/podman.log"
    else
        say "it does not run; '$program up' starts it"
        exit 3
    fi
}

take_over() {
    docker save "$1" | docker --host "unix://$socket" load >/dev/null
}

# Each with the words that are to be in its output: expect STATUS WORDS COMMAND…
broken=0
expect() {
    local expected=$1 words=$2 status=0 output
    shift 2
    output=$("$@" 2>&1) || status=$?
    if ((status != expected)) || [[ $output != *"$words"* ]]; then
        printf '%s\n' "$output" | sed 's/^/    | /' >&2
        say "'${*//$here\//}' ended with $status, expected $expected, and '$words' in what it writes"
        broken=1
    else
        say "${*//$here\//}: as expected"
    fi
}

try() {
    local language options=() images=()
    (($#)) || set -- py
    for language in "$@"; do
        options+=(-l "$language")
    done
    # The sidecar is among them.
    mapfile -t images < <("$here/harness" plan "${options[@]}" --bases local | awk '/^kcr-[a-z-]+:latest from / { print $1 }')
    ((${#images[@]})) || misused "no image has the languages '$*'"
    trap down EXIT
    up
    local image
    for image in "${images[@]}"; do
        step "Taking over $image" take_over "$image"
    done
    export DOCKER_HOST=unix://$socket PATH=$state/bin:$PATH
    expect 0 "Podman " "$here/harness" doctor
    expect 0 "podman --remote --url $DOCKER_HOST build" "$here/harness" build sidecar --bases local --dry-run
    expect 2 "is Podman, and nothing is pushed while it builds" "$here/harness" build sidecar --bases local --push -r registry.example/kcr
    for image in "${images[@]}"; do
        expect 0 " 0 failed, 0 errors" "$here/harness" inspect "$image" --findings
    done
    expect 0 " 0 failed" "$here/harness" test docker "${options[@]}"
    expect 0 "" "$here/harness" clean
    [[ -z $(docker ps --all --quiet)$(docker volume ls --quiet) ]] || {
        docker ps --all >&2
        docker volume ls >&2
        say "containers or volumes were left behind"
        broken=1
    }
    exit "$broken"
}

verb=${1:-}
(($# == 0)) || shift
case $verb in
    up | down | status) (($# == 0)) || misused "'$verb' takes no argument, and there is '$1'" ;;&
    up) lock; up; status ;;
    down) lock; down ;;
    status) status ;;
    test) lock; try "$@" ;;
    --help | -h) usage ;;
    "") usage >&2; exit 2 ;;
    *) misused "unknown argument '$verb'" ;;
esac
