#!/usr/bin/env bash
# Sets up what is missing, builds the images and runs every test of the project.
# The last line is the sum over everything that ran: "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
  cat <<'USAGE'
Usage: scripts/test.sh [--whole] [DOTNET-TEST-ARGUMENT…]

Sets up what is missing, builds the images, brings up the local cluster (on Debian as root;
the first time it is compiled, several minutes) and runs all tests: unit tests, tests on the
real engine and the real cluster (negative controls included) and the conformance suite as
NUnit cases, in Docker and in pods. The cluster is left running; `just cluster-down` ends it.
Arguments are handed to `dotnet test`, for example: scripts/test.sh --filter Name~Mutant

Of the costliest proofs a part has its turn in each run, chosen by a seed that is printed: a third of the negative controls is
put through the whole suite, the others are seen to fail the checks that they name; a third of the images is built in the
package set core. KCR_SEED=NUMBER repeats a run's choice; --whole leaves nothing out, as the nightly does.

Exit status: 0 everything passed; 1 a test failed or none ran; 3 set-up or build failed.
USAGE
  exit 0
fi

whole=false
if [[ "${1:-}" == --whole ]]; then
  whole=true
  shift
fi

results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"

# With the time since the beginning: where a run that takes too long was.
step() { printf '\n==> %s (after %d min %02d s)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

# The tests that took longest, of the results that one project wrote.
slowest() {
  grep -o '<UnitTestResult [^>]*>' "$1" | sed -nE 's/.* testName="([^"]*)".* duration="([0-9:]+)[^"]*".*/\2 \1/p; t; s/.* duration="([0-9:]+)[^"]*".* testName="([^"]*)".*/\1 \2/p' \
    | sort -r | sed -n '1,10p'
}

step "Setting up"
./scripts/setup.sh || exit 3

step "Compiling"
dotnet build Harness.sln --configuration Release --verbosity quiet --nologo || exit 3

step "Building the images"
./scripts/harness build || exit 3

if [[ -f /etc/debian_version && $EUID == 0 ]]; then
  step "Bringing up the local cluster"
  ./scripts/local-cluster.sh up || exit 3
fi

if $whole; then
  unset KCR_SEED
else
  export KCR_SEED=${KCR_SEED:-$RANDOM}
  step "The rotating part is chosen by KCR_SEED=$KCR_SEED (--whole leaves nothing out)"
fi

broken=0
for project in Harness.Tests Harness.EngineTests Conformance; do
  step "Testing: $project"
  dotnet test "tests/$project" --configuration Release --no-build --nologo \
    --logger "trx;LogFileName=$project.trx" --results-directory "$PWD/$results" "$@" || broken=1
  if [[ ! -s "$results/$project.trx" ]]; then
    echo "$project wrote no results: its test host ended before the first test." >&2
    broken=2
  elif [[ $project != Harness.Tests ]]; then
    echo "The slowest of $project:"
    slowest "$results/$project.trx"
  fi
done

# <Counters total= executed= passed= failed= error= timeout= aborted= … notExecuted= …/>, one for each project.
read -r passed failed skipped < <(
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { total += value("total"); passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted") }
    END { print passed + 0, failed + 0, total - passed - failed + 0 }')

# A project without results is a failure that no counter shows.
((broken == 2)) && failed=$((failed + 1))
# Nor does one show what fails after the last test of a fixture, in its tear-down: the exit status alone does.
((broken == 1 && failed == 0)) && failed=1

echo
echo "$passed passed, $failed failed, $skipped skipped"
((broken == 0 && failed == 0 && passed > 0))
