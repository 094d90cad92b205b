# Shared by scripts/local-cluster.sh and scripts/local-registry.sh, which source it and set `program`, `state` and `log`.
# shellcheck shell=bash disable=SC2154  # the sourcing script sets program, state, log

readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/kcr-harness

say() { echo "$program: $*" >&2; }
fail() { say "$*"; exit 3; }
misused() { say "$*; see --help"; exit 2; }

# Runs a command as one step: its name and its time on the terminal, its output in the log.
# Never in a condition (if, ||): the shell would overlook failures inside the command.
step() {
    local title=$1 started=${EPOCHREALTIME/[.,]/} elapsed status logged
    shift
    [[ -t 2 ]] && printf '  %-52s …\r' "$title" >&2
    printf '\n=== %s  %s\n' "$(date -u +%FT%TZ)" "$title" >>"$log"
    logged=$(wc -l <"$log")
    set +e
    (
        set -e
        "$@"
    ) >>"$log" 2>&1
    status=$?
    set -e
    if ((status)); then
        printf '  %-52s failed\n' "$title" >&2
        tail -n "+$((logged + 1))" "$log" | tail -n 20 | sed 's/^/    | /' >&2
        fail "$title: failed. The last lines are above, all of them in $log"
    fi
    elapsed=$(((${EPOCHREALTIME/[.,]/} - started) / 100000))
    printf '  %-52s %4d.%d s\n' "$title" $((elapsed / 10)) $((elapsed % 10)) >&2
}

# One up or down at a time. The lock lies beside the state, which `down` removes.
# Its descriptor (9) is closed for whatever outlives this script.
lock() {
    mkdir -p "$cache"
    exec 9>>"$cache/${program%.sh}.lock"
    flock --nonblock 9 && return
    say "waiting for another $program that is at work"
    flock 9
}

needs_root() {
    ((EUID == 0)) || fail "must run as root (this is user $(id -un)): it starts daemons, mounts and writes cgroups; run it with sudo"
}

# Installs what is missing of the commands named (command=package) from the machine's own apt sources.
needs_commands() {
    local pair packages=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
    done
    ((${#packages[@]})) || return 0
    command -v apt-get >/dev/null ||
        fail "needs the packages ${packages[*]} and this machine has no apt-get to install them with; this script is for Debian"
    step "Installing ${packages[*]}" install_packages "${packages[@]}"
}

install_packages() {
    local install=(apt-get install --yes --quiet --no-install-recommends "$@")
    export DEBIAN_FRONTEND=noninteractive
    "${install[@]}" || { apt-get update --quiet && "${install[@]}"; }
}

# --- Processes -------------------------------------------------------------------------------------------------------
# A process is known by its id and its start time (clock ticks since boot, field 22 of stat), so that an id which the
# kernel gave to somebody else meanwhile, or a file from before the last boot, is never taken for ours.

boot() { cat /proc/sys/kernel/random/boot_id; }

started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # The name in parentheses may hold spaces; what follows its last parenthesis is fields 3 and on.
    read -ra stat <<<"${stat##*) }"
    # A zombie has ended: only its parent has not looked yet.
    [[ ${stat[0]} != [ZX] ]] && echo "${stat[19]}"
}

# Prints the id of the named process of ours, if it runs.
process_id() {
    local pid ticks when
    read -r pid ticks when 2>/dev/null <"$state/run/$1.pid" || return 1
    [[ $when == "$(boot)" && $(started_at "$pid") == "$ticks" ]] && echo "$pid"
}

# Starts a daemon in a session of its own: start NAME COMMAND [ARGUMENT…]. The id is on disk before the program runs,
# so that no moment exists in which it could be lost. Nothing of the caller's environment is handed on.
start() {
    local name=$1
    shift
    mkdir -p "$state/run" "$state/log"
    printf '\n=== %s  starting: %s\n' "$(date -u +%FT%TZ)" "$*" >>"$state/log/$name.log"
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        setsid bash -c 'cd / && read -ra stat </proc/$$/stat && echo "$$ ${stat[21]} $1" >"$2" && shift 2 && exec "$@"' \
        "kcr-$name" "$(boot)" "$state/run/$name.pid" "$@" \
        9>&- </dev/null >>"$state/log/$name.log" 2>&1 &
    disown
    printf '%s\n' "$@" >"$state/run/$name.command"
}

# Whether the named process runs, with exactly this command line.
runs_as() {
    local name=$1
    shift
    process_id "$name" >/dev/null && printf '%s\n' "$@" | cmp --silent - "$state/run/$name.command"
}

# Ends processes by id: asks, waits up to GRACE seconds, then kills. Returns when they are gone.
end_processes() {
    local grace=$1 pid deadline ticks waited
    shift
    for pid in "$@"; do
        kill -TERM "$pid" 2>/dev/null || true
    done
    deadline=$((SECONDS + grace))
    for pid in "$@"; do
        ticks=$(started_at "$pid") || continue
        waited=no
        while [[ $(started_at "$pid") == "$ticks" ]]; do
            if ((SECONDS >= deadline)) && [[ $waited == no ]]; then
                kill -KILL "$pid" 2>/dev/null || true
                waited=yes
            fi
            sleep 0.05
        done
    done
}

# Ends the named process if it runs; forgets it.
stop() {
    local pid
    if pid=$(process_id "$1"); then end_processes "${2:-10}" "$pid"; fi
    rm -f "$state/run/$1.pid" "$state/run/$1.command"
}

last_lines() { tail -n 12 "$state/log/$1.log" 2>/dev/null | cut -c 1-400 | sed 's/^/    | /' >&2; }

# Waits until a command succeeds: await SECONDS WHAT "PROCESS…" COMMAND [ARGUMENT…].
# Ends at once, with its last lines, when one of the processes that it depends on has died.
await() {
    local limit=$1 what=$2 depends=$3 deadline name
    shift 3
    deadline=$((SECONDS + limit))
    until "$@" >/dev/null 2>&1; do
        for name in $depends; do
            # The process may be between its fork and the line that writes its id.
            process_id "$name" >/dev/null || { sleep 0.3; process_id "$name" >/dev/null; } || {
                last_lines "$name"
                fail "$name died while waiting for $what. Its last lines are above, all of them in $state/log/$name.log"
            }
        done
        if ((SECONDS >= deadline)); then
            for name in $depends; do
                say "$name, last lines:"
                last_lines "$name"
            done
            fail "$what did not come about within $limit s. The logs are in $state/log"
        fi
        sleep 0.1
    done
}

port_is_free() { ! (: <"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }
