#!/usr/bin/env bash
# A one-node Kubernetes on a bare Debian machine, from Debian's packages alone. See --help.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
program=local-cluster.sh

# shellcheck source=cluster/common.sh
. "$here/cluster/common.sh"
# shellcheck source=cluster/packages.sh
. "$here/cluster/packages.sh"
# shellcheck source=cluster/certificates.sh
. "$here/cluster/certificates.sh"
# shellcheck source=cluster/kubernetes.sh
. "$here/cluster/kubernetes.sh"

state=$cache/cluster
pki=$state/pki
log=$cache/local-cluster.log
kubeconfig=$state/kubeconfig
# Of this state alone, so that its pods' sandboxes are known by their image.
pause=localhost/kcr-harness/pause:$(cksum <<<"$state" | cut -d ' ' -f 1)
node=kcr-local
api_port=16443
etcd_port=12379
etcd_peer_port=12380
kubelet_port=10250
# Main and the sidecar may have 512 processes each in Docker (SandboxSpec.ProcessLimit); a pod has one limit for both, the kubelet's.
pod_pids_limit=1024
components=(etcd kube-apiserver kube-controller-manager kube-scheduler kubelet)

usage() {
    cat <<TEXT
Usage: scripts/local-cluster.sh up|down|status|kubeconfig|--help

A one-node Kubernetes 1.20 for tests, on a Debian machine (bookworm or trixie, as root).
It needs no image registry and nothing but Debian's packages; its node sees the engine's images as they are.

  up          sets the machine up (scripts/setup.sh) where no Docker Engine answers, builds Kubernetes
              from Debian's source package (once, about 5 minutes), starts the cluster and waits until its node is
              Ready. Starts again what has died; does nothing when all is well.
  down        ends the cluster: its processes, its pods' containers, mounts, cgroups and state. The build stays.
  status      says what runs, in which version, and where its logs are.
  kubeconfig  prints the path of the kubeconfig file with the context $node:
              kubectl --kubeconfig "\$(scripts/local-cluster.sh kubeconfig)" get pods -A

Environment:
  KCR_ADMISSION_PLUGINS  further admission plugins, separated by commas (for example PodSecurityPolicy);
                         an \`up\` with another value restarts the API server alone
  XDG_CACHE_HOME         where build and state are kept, in kcr-harness (default ~/.cache)

Everything listens on loopback, the kubelet on the address of the engine's bridge. Your own kubeconfig is not touched.

Exit status: 0 done, or the node is Ready; 2 wrong usage; 3 it could not be done, or the node is not Ready.
TEXT
}

kube() { kubectl --kubeconfig "$kubeconfig" --cache-dir "$state/kubectl" --request-timeout 10s "$@"; }

# --- What `up` prepares ----------------------------------------------------------------------------------------------

# On a bare machine the engine is set up as everywhere in the project. One that DOCKER_HOST names is its user's to start.
machine() {
    [[ ${DOCKER_HOST-} ]] || docker info >/dev/null 2>&1 || (
        umask 022
        "$here/setup.sh" >&2 9>&-
    ) || exit 3
}

engine_facts() {
    docker_endpoint=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || docker_endpoint=
    cgroup_driver=$(docker info --format '{{.CgroupDriver}}' 2>/dev/null) ||
        fail "no Docker Engine answers at ${docker_endpoint:-its socket}; the pods run in it. Start one (on Debian as root: scripts/setup.sh) and run this again"
    [[ $docker_endpoint == unix://* ]] ||
        fail "the Docker Engine is at $docker_endpoint; the cluster's pods need one on this machine, reached through a unix socket. Unset DOCKER_HOST or choose the context 'default'"
    bridge=$(docker network inspect bridge --format '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' 2>/dev/null | grep --max-count=1 --fixed-strings .) ||
        bridge=$(ip -4 -oneline address show docker0 2>/dev/null | awk '{ sub("/.*", "", $4); print $4; exit }') || true
    [[ $bridge ]] || fail "the Docker Engine has no bridge network with an IPv4 address; pods are attached to it. Start the engine without --bridge=none"
}

# catatonit -P waits for ever and reaps what it inherits: a pause container, 700 kB, from no registry.
pause_image() {
    docker image inspect "$pause" >/dev/null 2>&1 && return
    tar --create --directory "$programs" --mode=0755 --owner=0 --group=0 --numeric-owner catatonit |
        docker import --change 'ENTRYPOINT ["/catatonit", "-P"]' --change 'LABEL kcr.dev/role=pause' - "$pause" >>"$log" 2>&1 ||
        fail "the pause image could not be imported into the engine; its message is in $log"
}

certificates() {
    authority kcr-local
    certificate etcd /CN=etcd 'IP:127.0.0.1'
    certificate apiserver /CN=kube-apiserver "IP:127.0.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1"
    certificate apiserver-to-kubelet /O=system:masters/CN=kube-apiserver-kubelet-client
    certificate "kubelet-$bridge" "/O=system:nodes/CN=system:node:$node" "IP:$bridge,DNS:$node"
    certificate controller-manager /CN=system:kube-controller-manager
    certificate scheduler /CN=system:kube-scheduler
    certificate admin /O=system:masters/CN=kcr-admin
    [[ -s $pki/service-account.key ]] ||
        openssl ecparam -name prime256v1 -genkey -noout -out "$pki/service-account.key"
}

# write_kubeconfig FILE CERTIFICATE: everything embedded, so that the file can be copied.
write_kubeconfig() {
    cat >"$1.partial" <<TEXT
apiVersion: v1
kind: Config
current-context: $node
clusters:
- name: $node
  cluster:
    server: https://127.0.0.1:$api_port
    certificate-authority-data: $(base64 --wrap=0 "$pki/ca.crt")
users:
- name: $node
  user:
    client-certificate-data: $(base64 --wrap=0 "$pki/$2.crt")
    client-key-data: $(base64 --wrap=0 "$pki/$2.key")
contexts:
- name: $node
  context:
    cluster: $node
    user: $node
TEXT
    mv "$1.partial" "$1"
}

# Images are never collected, pods not evicted for a full disk: the engine and its images belong to the machine's user.
# The machine's sysctls for the kernel's tunables are put back by `down`. Events without a limit cannot be had: 0 becomes
# client-go's default of 5 a second (kubernetes/kubernetes#117101).
write_kubelet_configuration() {
    local resolv=/etc/resolv.conf
    # systemd-resolved's stub on loopback does not answer in a pod.
    [[ -s /run/systemd/resolve/resolv.conf ]] && resolv=/run/systemd/resolve/resolv.conf
    cat <<TEXT
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $bridge
port: $kubelet_port
readOnlyPort: 0
healthzPort: 0
tlsCertFile: $pki/kubelet-$bridge.crt
tlsPrivateKeyFile: $pki/kubelet-$bridge.key
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $pki/ca.crt}
authorization: {mode: Webhook}
cgroupDriver: $cgroup_driver
failSwapOn: false
oomScoreAdj: 0
makeIPTablesUtilChains: false
hairpinMode: none
resolvConf: $resolv
serializeImagePulls: false
podPidsLimit: $pod_pids_limit
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
evictionHard: {memory.available: 100Mi, nodefs.available: 0%, nodefs.inodesFree: 0%, imagefs.available: 0%}
eventRecordQPS: 100
eventBurst: 200
registryPullQPS: 0
kubeAPIQPS: 100
kubeAPIBurst: 200
featureGates: {DevicePlugins: false}
TEXT
}

# The kubelet sets these for its node, for good.
tunables=(vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes)

save_tunables() {
    local name path
    [[ -s $state/tunables ]] && return
    for name in "${tunables[@]}"; do
        path=/proc/sys/${name//.//}
        [[ -r $path ]] && echo "$path $(cat "$path")"
    done >"$state/tunables.partial"
    mv "$state/tunables.partial" "$state/tunables"
}

restore_tunables() {
    local path value
    while read -r path value; do
        echo "$value" >"$path" || say "could not set $path back to $value"
    done 2>/dev/null <"$state/tunables" || true
}

prepare() {
    certificates
    write_kubeconfig "$state/kubelet.kubeconfig" "kubelet-$bridge"
    write_kubeconfig "$state/controller-manager.kubeconfig" controller-manager
    write_kubeconfig "$state/scheduler.kubeconfig" scheduler
    write_kubeconfig "$kubeconfig" admin
    write_kubelet_configuration >"$state/kubelet.partial"
    cmp --silent "$state/kubelet.partial" "$state/kubelet.yaml" || stop kubelet
    mv "$state/kubelet.partial" "$state/kubelet.yaml"
    save_tunables
}

# --- The components --------------------------------------------------------------------------------------------------

# Starts a component unless it runs with exactly these arguments: ensure NAME ADDRESS:PORT ARGUMENT…
ensure() {
    local name=$1 address=$2 command
    command=("$programs/$name" "${@:3}")
    runs_as "$name" "${command[@]}" && return
    stop "$name"
    [[ $address == none ]] || port_is_free "$address" ||
        fail "$name cannot start: $address is in use by another program (ss -ltnp tells which). Is another cluster running on this machine? End it first"
    start "$name" "${command[@]}"
}

start_etcd() {
    local client=https://127.0.0.1:$etcd_port peer=https://127.0.0.1:$etcd_peer_port
    # Without fsync: after a power cut the state is thrown away anyhow, and tests wait for nothing else so much.
    ensure etcd "127.0.0.1:$etcd_port" --name "$node" --data-dir "$state/etcd" --unsafe-no-fsync --logger zap --log-level warn \
        --listen-client-urls "$client" --advertise-client-urls "$client" \
        --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "$node=$peer" \
        --cert-file "$pki/etcd.crt" --key-file "$pki/etcd.key" --trusted-ca-file "$pki/ca.crt" --client-cert-auth \
        --peer-cert-file "$pki/etcd.crt" --peer-key-file "$pki/etcd.key" --peer-trusted-ca-file "$pki/ca.crt" --peer-client-cert-auth
}

start_apiserver() {
    ensure kube-apiserver "127.0.0.1:$api_port" --bind-address=127.0.0.1 --secure-port=$api_port --advertise-address="$bridge" \
        --endpoint-reconciler-type=none --service-cluster-ip-range=10.96.0.0/16 \
        --etcd-servers=https://127.0.0.1:$etcd_port --etcd-cafile="$pki/ca.crt" --etcd-certfile="$pki/etcd.crt" --etcd-keyfile="$pki/etcd.key" \
        --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
        --authorization-mode=Node,RBAC --enable-admission-plugins="NodeRestriction${KCR_ADMISSION_PLUGINS:+,$KCR_ADMISSION_PLUGINS}" \
        --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-account.key" \
        --service-account-signing-key-file="$pki/service-account.key" \
        --kubelet-client-certificate="$pki/apiserver-to-kubelet.crt" --kubelet-client-key="$pki/apiserver-to-kubelet.key" \
        --kubelet-certificate-authority="$pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
        --allow-privileged=true --profiling=false --max-requests-inflight=800 --max-mutating-requests-inflight=400
}

start_controllers() {
    ensure kube-controller-manager none --kubeconfig="$state/controller-manager.kubeconfig" --port=0 --secure-port=0 --leader-elect=false \
        --service-account-private-key-file="$pki/service-account.key" --root-ca-file="$pki/ca.crt" --use-service-account-credentials=true \
        --kube-api-qps=200 --kube-api-burst=400 --profiling=false
    ensure kube-scheduler none --kubeconfig="$state/scheduler.kubeconfig" --port=0 --secure-port=0 --leader-elect=false \
        --kube-api-qps=200 --kube-api-burst=400 --profiling=false
}

start_kubelet() {
    ensure kubelet "$bridge:$kubelet_port" --config="$state/kubelet.yaml" --kubeconfig="$state/kubelet.kubeconfig" \
        --hostname-override="$node" --node-ip="$bridge" --root-dir="$state/kubelet" --cert-dir="$pki" \
        --container-runtime=docker --docker-endpoint="$docker_endpoint" --network-plugin= --pod-infra-container-image="$pause" \
        --experimental-dockershim-root-directory="$state/dockershim" --seccomp-profile-root="$state/kubelet/seccomp" \
        --volume-plugin-dir="$state/kubelet/volume-plugins"
}

# Ready, and said so by the kubelet that runs now: after a restart the last one's word stands for a while.
node_is_ready() {
    local ready heartbeat taints
    read -r ready heartbeat taints < <(kube get node "$node" -o \
        'jsonpath={range .status.conditions[?(@.type=="Ready")]}{.status} {.lastHeartbeatTime}{end} {.spec.taints}' 2>/dev/null) || true
    [[ $ready == True && -z $taints ]] && (($(date --date "$heartbeat" +%s) >= $(stat --format %Y "$state/run/kubelet.pid")))
}

bring_up_api() {
    start_etcd
    start_apiserver
    await 90 "the API server" "etcd kube-apiserver" kube get --raw /readyz
}

# The controllers have made what every pod needs, and the API server reaches the kubelet.
bring_up_node() {
    start_controllers
    start_kubelet
    local all=${components[*]}
    await 60 "the kubelet" "$all" kube get --raw "/api/v1/nodes/$node/proxy/healthz"
    await 60 "the node" "$all" node_is_ready
    await 60 "the service account of the namespace default" "$all" kube get serviceaccount default --namespace default
}

up() {
    local started=$SECONDS
    needs_root
    case $(. /etc/os-release && echo "${ID-} ${ID_LIKE-}") in
        *debian*) ;;
        *) fail "this is not Debian; elsewhere use kind, minikube, k3d or docker-desktop and hand its context to the harness" ;;
    esac
    umask 077
    mkdir -p "$cache"
    lock
    : >"$log"
    machine
    engine_facts
    needs_commands openssl=openssl kubectl=kubernetes-client
    programs=$(kubernetes_cached) || {
        needs_commands dpkg-source=dpkg-dev
        say "building Kubernetes from Debian's source package; this happens once"
        kubernetes_build
        programs=$(kubernetes_cached)
    }
    # A `down` that was cut short, or state from before the last boot: nothing in it is worth keeping.
    if [[ -e $state/leaving || (-d $state && $(cat "$state/boot" 2>/dev/null) != "$(boot)") ]]; then
        step "Removing what an earlier cluster left" remove_everything
    fi
    mkdir -p "$state"
    boot >"$state/boot"
    pause_image
    step "Certificates and configuration" prepare
    step "etcd and the API server" bring_up_api
    step "Controllers, scheduler and the node" bring_up_node
    say "up after $((SECONDS - started)) s: Kubernetes $(cat "$programs/version"), node $node, kubeconfig $kubeconfig"
}

# --- down ------------------------------------------------------------------------------------------------------------

# Processes whose program is one of the cache and whose arguments name our state, whatever the files say.
strays() {
    local directory
    for directory in /proc/[0-9]*; do
        [[ $(readlink "$directory/exe" 2>/dev/null) == "$kubernetes"/*/* ]] || continue
        grep --quiet --text --fixed-strings "$state/" "$directory/cmdline" 2>/dev/null && echo "${directory#/proc/}"
    done
    return 0
}

# The containers of this kubelet's pods: the sandboxes by their image, the rest by what is mounted from our state.
pod_containers() {
    local ids
    ids=$(docker ps --all --quiet --no-trunc --filter label=io.kubernetes.docker.type) || return
    [[ -z $ids ]] || xargs docker inspect --format '{{.Id}} {{.Config.Image}} {{.HostConfig.Binds}}' <<<"$ids" 2>/dev/null |
        awk -v pause="$pause" -v state="$state/kubelet/" '$2 == pause || index($0, state) { print $1 }'
}

remove_containers() {
    local ids
    docker info >/dev/null 2>&1 || {
        echo "no Docker Engine answers: the pods' containers could not be removed. Start the engine and run 'scripts/local-cluster.sh down' again"
        return 1
    }
    # More than once: the engine may just be completing what the kubelet asked for before it ended.
    while ids=$(pod_containers) && [[ $ids ]]; do
        xargs docker rm --force --volumes <<<"$ids" || return 1
    done
    ! docker image inspect "$pause" >/dev/null 2>&1 || docker image rm "$pause"
}

mounts_below() {
    # Deepest first; mountinfo writes a space as \040.
    awk -v root="$1/" '{ gsub(/\\040/, " ", $5); if (index($5, root) == 1) print $5 }' /proc/self/mountinfo | sort --reverse
}

unmount_everything() {
    local target left
    while read -r target; do
        umount "$target" || umount --lazy "$target"
    done < <(mounts_below "$state")
    left=$(mounts_below "$state")
    [[ -z $left ]] || {
        printf 'still mounted:\n%s\n' "$left"
        return 1
    }
}

remove_cgroups() {
    local group deadline
    # Another kubelet has its groups in the same place. (One that has ended has no program any more.)
    if grep --quiet '/kubelet$' < <(readlink /proc/[0-9]*/exe 2>/dev/null); then return; fi
    for group in /sys/fs/cgroup/{,*/}kubepods{,.slice}; do
        deadline=$((SECONDS + 5))
        # The kernel lets go of an ended container's group a moment later.
        while [[ -d $group ]] && ! find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; do
            ((SECONDS < deadline)) || {
                echo "$group is still in use by the processes $(find "$group" -name cgroup.procs -exec cat {} + | paste --serial --delimiters=' ')"
                return 1
            }
            sleep 0.1
        done
    done
}

# What the kubelet links to the engine's log files, in places that it does not let one choose. A link that leads nowhere
# is of a container that is gone.
remove_log_links() {
    local directory
    for directory in /var/log/containers /var/log/pods; do
        [[ -d $directory ]] || continue
        find "$directory" -xtype l -delete
        find "$directory" -depth -type d -empty -delete
    done
}

remove_everything() {
    : >"$state/leaving"
    local name pids complete=yes
    # The kubelet first: it would start again what is removed.
    for name in kubelet kube-scheduler kube-controller-manager kube-apiserver etcd; do
        stop "$name"
    done
    pids=$(strays)
    # shellcheck disable=SC2086  # one argument each
    [[ -z $pids ]] || end_processes 5 $pids
    # Each is tried, whatever becomes of the others; what is left is tried again by the next `down` or `up`.
    remove_containers || complete=no
    unmount_everything || complete=no
    remove_cgroups || complete=no
    remove_log_links || complete=no
    restore_tunables
    [[ $complete == yes ]] && rm -rf --one-file-system "$state"
}

down() {
    needs_root
    mkdir -p "$cache"
    lock
    : >"$log"
    if [[ ! -d $state && -z $(strays) ]]; then
        say "nothing is up"
        return
    fi
    mkdir -p "$state"
    step "Ending the cluster" remove_everything
}

# --- status ----------------------------------------------------------------------------------------------------------

status() {
    local name pid healthy=yes
    if [[ ! -d $state ]]; then
        echo "The local cluster is not up. Start it: scripts/local-cluster.sh up"
        return 3
    fi
    for name in "${components[@]}"; do
        if pid=$(process_id "$name"); then
            printf '%-24s running  %8s  %s\n' "$name" "$pid" "$state/log/$name.log"
        else
            printf '%-24s dead     %8s  %s\n' "$name" - "$state/log/$name.log"
            healthy=no
        fi
    done
    programs=$(kubernetes_cached) && printf '%-24s %s (Debian %s)\n' kubernetes "$(cat "$programs/version")" "${programs##*/}"
    printf '%-24s %s\n' kubeconfig "$kubeconfig" state "$state" "last up or down" "$log"
    if ! kube get --raw /readyz >/dev/null 2>&1; then
        printf '%-24s %s\n' "API server" "not ready"
        healthy=no
    elif ! node_is_ready; then
        printf '%-24s %s\n' "node $node" "not Ready"
        healthy=no
    else
        printf '%-24s %s, %s pods\n' "node $node" Ready "$(kube get pods --all-namespaces --no-headers 2>/dev/null | wc -l)"
    fi
    [[ $healthy == yes ]] && return
    echo "The local cluster is not well. Start again what is missing: scripts/local-cluster.sh up"
    return 3
}

print_kubeconfig() {
    [[ -s $kubeconfig ]] || fail "there is no kubeconfig: the cluster is not up. Start it: scripts/local-cluster.sh up"
    echo "$kubeconfig"
}

(($# == 1)) || misused "expected one of up, down, status, kubeconfig; got ${*:-nothing}"
case $1 in
    up) up ;;
    down) down ;;
    status) status ;;
    kubeconfig) print_kubeconfig ;;
    --help | -h) usage ;;
    *) misused "unknown command '$1': expected one of up, down, status, kubeconfig" ;;
esac
