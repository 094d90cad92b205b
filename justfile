# Arguments reach the commands as they were given, spaces and quotes included.
set positional-arguments

# Lists the recipes.
_default:
    @just --list

# Builds the images: all of them, or those named (just build-images python --no-cache)
[no-exit-message]
build-images *arguments:
    @./scripts/harness build "$@"

# Tests the images in Docker (just test-images -l py -l js)
[no-exit-message]
test-images *arguments:
    @./scripts/harness test docker "$@"

# Tests the images in pods of a Kubernetes cluster (just test-k8s -c kcr-local -l py)
test-k8s *arguments:
    @./scripts/harness test k8s "$@"

# Shows what would be built and tested; nothing is done
[no-exit-message]
plan *arguments:
    @./scripts/harness plan "$@"

# Lists the checks, or explains one (just checks FS003)
[no-exit-message]
checks *arguments:
    @./scripts/harness checks "$@"

# Says what is missing on this machine and how to get it
[no-exit-message]
doctor *arguments:
    @./scripts/harness doctor "$@"

# Removes what earlier runs left behind
[no-exit-message]
clean *arguments:
    @./scripts/harness clean "$@"

# Checks the sources: formatting, analyzers, shell scripts, Dockerfiles
lint:
    dotnet format Harness.sln --verify-no-changes
    @if command -v shellcheck >/dev/null; then shellcheck scripts/*.sh scripts/cluster/*.sh scripts/harness; else echo "shellcheck is not installed: the shell scripts were not checked" >&2; fi
    @./scripts/harness lint

# Runs every test of the project
[no-exit-message]
test *arguments:
    @./scripts/test.sh "$@"

# Brings up a one-node Kubernetes on this Debian machine (context kcr-local)
cluster-up:
    @./scripts/local-cluster.sh up

# Ends it
cluster-down:
    @./scripts/local-cluster.sh down

# Measures what the README promises about speed
[no-exit-message]
bench *arguments:
    @./scripts/bench.sh "$@"
