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

# Says what the bases' registry has now: newer versions, tags that are gone, bases that changed (just pins --check)
[no-exit-message]
pins *arguments:
    @./scripts/harness pins "$@"

# Compares production's manifests with the pods that the suite tests (helm template . | just drift -)
[no-exit-message]
drift *arguments:
    @./scripts/harness drift "$@"

# Says what images consist of: size, layers, largest directories (just inspect python)
[no-exit-message]
inspect *arguments:
    @./scripts/harness inspect "$@"

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

# Writes the checksums of Python's, Java's and PHP's packages, on a machine that reaches their indices (just lock-packages python)
[no-exit-message]
lock-packages *arguments:
    @./scripts/lock-packages.sh "$@"

# Checks the sources: formatting, analyzers, shell scripts, Dockerfiles
lint:
    dotnet format Harness.sln --verify-no-changes
    @command -v shellcheck >/dev/null || { echo "just lint: shellcheck is not installed, so the shell scripts cannot be checked; install it (Debian: apt-get install shellcheck)" >&2; exit 3; }
    shellcheck scripts/*.sh images/java/download.sh images/php/packages.sh scripts/cluster/*.sh scripts/harness .ci/run
    @./scripts/harness lint

# Runs every test of the project
[no-exit-message]
test *arguments:
    @./scripts/test.sh "$@"

# Runs the unit tests: no engine, no cluster
test-unit *arguments:
    @dotnet test tests/Harness.Tests --nologo "$@"

# Accepts what help, checks, plan, lint, inspect and reports write now as verified; commit the files with the change
accept:
    @KCR_ACCEPT=1 dotnet test tests/Harness.Tests --nologo --filter FullyQualifiedName~Harness.Tests.Verified
    @git status --short -- tests/Harness.Tests/Verified

# Builds every image in the package set core, and Go in other versions, and tests them: the gate has a part of it in each run
test-sets:
    @dotnet test tests/Harness.EngineTests --configuration Release --nologo --filter "FullyQualifiedName~.CoreSetTests|FullyQualifiedName~.VersionTests"

# Runs the realistic programs of images/programs/real, all of them or those of one language: the gate has a part of them in each run (just test-programs python)
test-programs *language:
    @dotnet test tests/Harness.EngineTests --configuration Release --nologo --filter "FullyQualifiedName~.RealProgramTests${1:+&Name~\\($1/}"

# Damages what the readers of foreign bytes read, for SECONDS each, with a new seed or a given one (just fuzz 600)
fuzz seconds="60" seed="":
    @./scripts/fuzz.sh "$@"

# Runs the negative controls and says which checks each failed (just mutants sidecar)
[no-exit-message]
mutants *arguments:
    @./scripts/mutants.sh "$@"

# Tries the harness on Debian's newest Podman: doctor, inspect, test docker and clean (just test-podman py go)
[no-exit-message]
test-podman *languages:
    @./scripts/podman.sh test "$@"

# Brings up a one-node Kubernetes on this Debian machine (context kcr-local)
cluster-up:
    @./scripts/local-cluster.sh up

# Ends it
cluster-down:
    @./scripts/local-cluster.sh down

# Makes a kind cluster for CI (context kind-kcr)
kind-up:
    kind create cluster --name kcr --wait 3m

# Prints the nightly cells as one line of JSON; in a job, as the step's output
[no-exit-message]
ci-matrix *arguments:
    @./scripts/ci.sh matrix "$@"

# Adds a Markdown report to a job's summary page
[no-exit-message]
ci-summary file:
    @./scripts/ci.sh summary "$@"

# Fails unless each result of a job is 'success'
[no-exit-message]
ci-verdict *results:
    @./scripts/ci.sh verdict "$@"

# Measures what docs/speed.md says (just bench static)
[no-exit-message]
bench *arguments:
    @./scripts/bench.sh "$@"
