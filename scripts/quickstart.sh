#!/usr/bin/env bash
# From a bare machine to a table of proven images: sets up, builds, tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
  cat <<'USAGE'
Usage: scripts/quickstart.sh [--k8s] [TEST-ARGUMENT…]

Sets up what is missing (see scripts/setup.sh --check), builds the images on whatever bases
are reachable (dhi.io where credentials are found, a mirror where DHI_MIRROR is set, stand-ins
from Debian packages otherwise), runs the conformance suite in Docker and prints its table.
Further arguments go to the suite, for example -l py.

  --k8s   also brings up a one-node Kubernetes on this machine (see scripts/local-cluster.sh;
          Debian, as root; the first time it is compiled, several minutes) and runs the suite
          in its pods. `just cluster-down` ends it.

Exit status: 0 every check passed; 1 a check failed; 2 wrong usage; 3 set-up, build or engine failed.
USAGE
  exit 0
fi

k8s=no
arguments=()
for argument in "$@"; do
  if [[ $argument == --k8s ]]; then k8s=yes; else arguments+=("$argument"); fi
done
if [[ $k8s == yes && " ${arguments[*]-} " == *" --report"* ]]; then
  echo "scripts/quickstart.sh: with --k8s two suites run, and the second would write over the reports of the first." >&2
  echo "Leave --report out here; then 'just test-images --report FILE' and 'just test-k8s -c kcr-local --report FILE' write one each." >&2
  exit 2
fi

./scripts/setup.sh || exit 3
# What the suite does not understand is said before the images are built; where no engine is, that is all it can tell.
./scripts/harness --version >/dev/null
problems=$(DOCKER_HOST=unix:///dev/null ./scripts/harness test docker ${arguments[@]+"${arguments[@]}"} 2>&1) || {
  if (($? == 2)); then echo "$problems" >&2; exit 2; fi
}
./scripts/harness build
status=0
./scripts/harness test docker ${arguments[@]+"${arguments[@]}"} || status=$?
if [[ $k8s == yes ]]; then
  ./scripts/local-cluster.sh up || exit 3
  # What Docker found must not be lost behind a green cluster.
  ./scripts/harness test k8s --context kcr-local ${arguments[@]+"${arguments[@]}"} || { in_pods=$?; ((status)) || status=$in_pods; }
fi
exit "$status"
