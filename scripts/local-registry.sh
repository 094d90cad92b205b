#!/usr/bin/env bash
# An image registry on loopback, with a password and, if wanted, TLS. See --help.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
program=local-registry.sh

# shellcheck source=cluster/common.sh
. "$here/cluster/common.sh"
# shellcheck source=cluster/packages.sh
. "$here/cluster/packages.sh"
# shellcheck source=cluster/certificates.sh
. "$here/cluster/certificates.sh"

state=$cache/registry
pki=$state/pki
log=$cache/local-registry.log
port=${KCR_REGISTRY_PORT:-15000}
address=127.0.0.1:$port
user=kcr
unpacked=$cache/docker-registry

usage() {
    cat <<TEXT
Usage: scripts/local-registry.sh up [--tls] | down | status | fetch | --help

Debian's docker-registry on $address, for tests of pushing and pulling. It asks for a password.

  up       starts it, without TLS or with --tls; starts it again if it has died
  down     ends it and removes what was pushed
  status   says where it is, and where its password and its log are
  fetch    gets the program alone, which \`up\` does where it is missing

The engine takes 127.0.0.0/8 without TLS and without checking a certificate. To log in:
  docker login --username $user --password-stdin $address <${state/#$HOME/\~}/password

Environment:
  KCR_REGISTRY_PORT   the port (default 15000)
  XDG_CACHE_HOME      where program and state are kept, in kcr-harness (default ~/.cache)

Exit status: 0 done, or it runs; 2 wrong usage; 3 it could not be done, or it does not run.
TEXT
}

find_program() {
    registry=$(command -v docker-registry) && return
    registry=$unpacked/usr/bin/docker-registry
    [[ -x $registry ]] && return
    command -v apt-get >/dev/null || fail "needs the program docker-registry; on Debian this script fetches it itself"
    step "Reading the package lists" packages_update
    step "Unpacking docker-registry aside" unpack_program
}

unpack_program() {
    rm -rf "$unpacked" "$unpacked.partial"
    packages_unpack "$unpacked.partial" docker-registry
    mv "$unpacked.partial" "$unpacked"
}

# A password of this registry's own, and its bcrypt hash; neither is ever an argument of a program.
credentials() {
    [[ -s $state/htpasswd ]] && return
    local password salt
    password=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
    # bcrypt takes 22 characters of salt from an alphabet of its own, in which the last one may only carry two bits.
    salt=$(head -c 64 /dev/urandom | base64 --wrap=0 | tr -dc 'a-zA-Z0-9')
    printf '%s' "$password" >"$state/password"
    printf '%s' "$password" |
        perl -e 'my $hash = crypt(<STDIN>, "\$2y\$05\$" . $ARGV[0] . "O"); print "$ARGV[1]:$hash\n" if $hash && $hash =~ /^\$2y/' "${salt:0:21}" "$user" >"$state/htpasswd.partial"
    [[ -s $state/htpasswd.partial ]] || { echo "perl's crypt knows no bcrypt here, which the registry asks for"; return 1; }
    mv "$state/htpasswd.partial" "$state/htpasswd"
}

write_configuration() {
    cat <<TEXT
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $state/images}
  delete: {enabled: true}
auth:
  htpasswd: {realm: kcr, path: $state/htpasswd}
http:
  addr: $address
  secret: $(cksum <"$state/htpasswd" | cut -d ' ' -f 1)
TEXT
    [[ $tls == no ]] || echo "  tls: {certificate: $pki/registry.crt, key: $pki/registry.key}"
}

prepare() {
    credentials
    if [[ $tls == yes ]]; then
        authority kcr-local-registry
        certificate registry /CN=kcr-local-registry IP:127.0.0.1,DNS:localhost
    fi
    write_configuration >"$state/configuration.partial"
    cmp --silent "$state/configuration.partial" "$state/configuration.yaml" || stop registry
    mv "$state/configuration.partial" "$state/configuration.yaml"
}

# It answers, and refuses who has no password.
answers() {
    local reply
    if grep --quiet '^  tls:' "$state/configuration.yaml"; then
        reply=$(printf 'GET /v2/ HTTP/1.0\r\n\r\n' |
            timeout 5 openssl s_client -quiet -verify_quiet -verify_return_error -CAfile "$pki/ca.crt" -connect "$address" 2>/dev/null)
    else
        exec 8<>"/dev/tcp/${address%:*}/${address#*:}" || return
        printf 'GET /v2/ HTTP/1.0\r\n\r\n' >&8
        reply=$(timeout 5 cat <&8)
        exec 8>&-
    fi
    [[ $reply == HTTP/*' 401 '* ]]
}

bring_up() {
    if ! runs_as registry "$registry" serve "$state/configuration.yaml"; then
        stop registry
        port_is_free "$address" || fail "$address is in use by another program (ss -ltnp tells which); choose another port with KCR_REGISTRY_PORT"
        start registry "$registry" serve "$state/configuration.yaml"
    fi
    await 20 "the registry" registry answers
}

fetch() {
    umask 077
    mkdir -p "$cache"
    lock
    : >"$log"
    find_program
}

up() {
    fetch
    mkdir -p "$state"
    step "Password and configuration" prepare
    step "The registry" bring_up
    say "up at $address, user $user, password in $state/password"
}

down() {
    mkdir -p "$cache"
    lock
    [[ -d $state ]] || { say "nothing is up"; return; }
    stop registry
    rm -rf --one-file-system "$state"
}

status() {
    local pid
    if ! pid=$(process_id registry); then
        echo "The local registry is not up. Start it: scripts/local-registry.sh up"
        return 3
    fi
    printf '%-10s %s\n' address "$(awk '$1 == "addr:" { print $2 }' "$state/configuration.yaml")" process "$pid" user "$user" \
        password "$state/password" log "$state/log/registry.log"
    if grep --quiet '^  tls:' "$state/configuration.yaml"; then printf '%-10s %s\n' authority "$pki/ca.crt"; fi
}

[[ $port =~ ^[0-9]{1,5}$ ]] || misused "KCR_REGISTRY_PORT is '$port': expected a port number"
tls=no
case ${1-} in
    up)
        case ${2-} in
            '') ;;
            --tls) tls=yes ;;
            *) misused "unknown argument '$2' of up: expected --tls or nothing" ;;
        esac
        ((${#} <= 2)) || misused "too many arguments: $*"
        up
        ;;
    down | status | fetch | --help | -h)
        (($# == 1)) || misused "$1 takes no arguments; got ${*:2}"
        case $1 in down) down ;; status) status ;; fetch) fetch ;; *) usage ;; esac
        ;;
    *) misused "expected one of up, down, status, fetch; got ${*:-nothing}" ;;
esac
