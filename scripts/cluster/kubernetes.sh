# Kubernetes from Debian's source package, compiled into the cache.
# shellcheck shell=bash disable=SC2154  # the sourcing script sets cache
#
# Debian has no binary packages of the server side. bookworm's source package is the whole tree with its dependencies,
# so it builds without the network; with the Go release that it was made for (a newer one compiles it into an API server
# that crashes within minutes).

readonly kubernetes=$cache/kubernetes
# Raised when the same sources make other programs: what an older recipe made is not used.
readonly recipe=2
readonly work=$kubernetes/build-kcr$recipe
readonly tree=$work/go/src/k8s.io/kubernetes
readonly commands=(kube-apiserver kube-controller-manager kube-scheduler kubelet)

# Prints the directory of the newest complete version in the cache. A directory gets its name when it is complete.
kubernetes_cached() {
    local version
    version=$(find -H "$kubernetes" -mindepth 2 -maxdepth 2 -path "*-kcr$recipe/kubelet" -printf '%h\n' 2>/dev/null |
        sort --version-sort | tail -n 1)
    [[ $version ]] && echo "$version"
}

# Makes the cache's directory for the version that the mirror has. What an interrupted build completed is used again.
kubernetes_build() {
    mkdir -p "$work"
    step "Reading the package lists" packages_update
    [[ -d $work/go ]] || step "Fetching the sources of Kubernetes (35 MB)" fetch_sources
    [[ -d $work/toolchain ]] || step "Unpacking Go 1.15 aside" fetch_into toolchain golang-1.15-go golang-1.15-src
    [[ -d $work/aside ]] || step "Unpacking etcd and catatonit aside" fetch_into aside etcd-server catatonit
    step "Generating the API description" generate_openapi
    # One after the other shows how far it is; what they share is compiled once.
    local command
    for command in "${commands[@]}"; do
        step "Compiling $command" compile "./cmd/$command"
    done
    step "Moving the programs into the cache" install_programs
    rm -rf "$work"
}

# Unpacks packages below the work directory, which appears when it is complete.
fetch_into() {
    local name=$1
    shift
    rm -rf "$work/$name.partial"
    packages_unpack "$work/$name.partial" "$@"
    mv "$work/$name.partial" "$work/$name"
}

fetch_sources() {
    local partial=$work/go.partial/src/k8s.io/kubernetes
    rm -rf "$work/go.partial" "$work/download"
    mkdir -p "$work/download" "${partial%/*}"
    (cd "$work/download" && own_apt apt-get source --quiet --download-only --only-source kubernetes)
    # apt has checked the files against the signed list.
    dpkg-source --no-check --extract "$work"/download/*.dsc "$partial"
    dpkg-parsechangelog --file "$partial/debian/changelog" --show-field Version >"$work/go.partial/version"
    adapt_kubelet "$partial/pkg/kubelet"
    rm -rf "$work/download"
    mv "$work/go.partial" "$work/go"
}

# Changes the kubelet in three respects:
# - the two places where it asks for an OOM score, so that pods start on machines that withhold CAP_SYS_RESOURCE;
# - the engine's own score is the machine's business, and would stay changed after `down`;
# - a container whose end it misses by a hair waits for the collector, and its deleted pod with it, for up to a minute:
#   the collector and the report of a pod's end come round more often.
adapt_kubelet() {
    local shim=$1/dockershim
    cp "$here/cluster/kubelet-oom-score.go" "$shim/oom_score_permitted.go"
    substitute "$shim/docker_sandbox.go" 'hc.OomScoreAdj = defaultSandboxOOMAdj' 'hc.OomScoreAdj = permittedOOMScoreAdj(defaultSandboxOOMAdj)'
    substitute "$shim/helpers_linux.go" 'OomScoreAdj = int(rOpts.OomScoreAdj)' 'OomScoreAdj = permittedOOMScoreAdj(int(rOpts.OomScoreAdj))'
    substitute "$shim/cm/container_manager_linux.go" 'go wait.Until(m.doWork, 5\*time.Minute, wait.NeverStop)' \
        'if m.cgroupsManager != nil { go wait.Until(m.doWork, 5*time.Minute, wait.NeverStop) }'
    substitute "$1/kubelet.go" 'ContainerGCPeriod = time.Minute' 'ContainerGCPeriod = 5 * time.Second'
    substitute "$1/status/status_manager.go" 'const syncPeriod = 10 \* time.Second' 'const syncPeriod = time.Second'
}

substitute() {
    grep --quiet "$2" "$1" || {
        echo "$1 does not contain '$2': the source package has changed, scripts/cluster/kubernetes.sh must follow it"
        return 1
    }
    sed -i "s/$2/$3/" "$1"
}

in_tree() (
    cd "$tree" || exit
    env -i PATH="$work/toolchain/usr/lib/go-1.15/bin:/usr/bin:/bin" HOME="$work" GOROOT="$work/toolchain/usr/lib/go-1.15" \
        GOPATH="$work/go" GOCACHE="$work/go-cache" GOENV=off GO111MODULE=off CGO_ENABLED=0 nice -n 10 "$@"
)

# The one file that Kubernetes' own build makes before it compiles: the description of the API types.
generate_openapi() (
    cd "$tree" || exit
    local inputs
    inputs=$(grep --recursive --files-with-matches --include='*.go' '+k8s:openapi-gen=' staging/src/k8s.io pkg cmd plugin |
        grep --extended-regexp --invert-match 'k8s.io/(code-generator|sample-apiserver|kube-openapi)/|/(testdata|_examples)/' |
        xargs --max-args=1 dirname | sort --unique |
        sed 's#^staging/src/#k8s.io/kubernetes/vendor/#; t; s#^#k8s.io/kubernetes/#' | paste --serial --delimiters=,)
    in_tree go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
    in_tree "$work/openapi-gen" --input-dirs "$inputs" --output-base "$work/go/src" \
        --output-package k8s.io/kubernetes/pkg/generated/openapi --output-file-base zz_generated.openapi \
        --go-header-file vendor/k8s.io/code-generator/hack/boilerplate.go.txt --report-filename "$work/openapi-report"
)

# Upstream's version, from Debian's: 1.20.5+really1.20.2-1.1+deb12u1 is 1.20.2.
upstream_version() {
    local version
    version=$(cat "$work/go/version")
    version=${version##*really}
    echo "${version%%[-+]*}"
}

compile() (
    local version flags='-s -w' package
    version=$(upstream_version)
    for package in component-base/version client-go/pkg/version; do
        package=k8s.io/kubernetes/vendor/k8s.io/$package
        flags+=" -X $package.gitVersion=v$version -X $package.gitMajor=${version%%.*} -X $package.gitMinor=$(cut -d. -f2 <<<"$version")"
        flags+=" -X $package.gitTreeState=archive"
    done
    mkdir -p "$work/programs"
    in_tree go build -trimpath -ldflags "$flags" -o "$work/programs/" "$1"
)

install_programs() {
    local target
    target=$kubernetes/$(cat "$work/go/version")-kcr$recipe
    cp "$work/aside/usr/bin/etcd" "$work/aside/usr/bin/catatonit" "$work/programs/"
    echo "v$(upstream_version)" >"$work/programs/version"
    rm -rf "$target"
    mv "$work/programs" "$target"
}
