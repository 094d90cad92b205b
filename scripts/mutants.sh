#!/usr/bin/env bash
# Runs the negative controls: broken images, sidecars, sandboxes, pods and Dockerfiles, each of which must fail exactly the checks that it names.
# The table goes to standard output, artifacts/mutants.md and, for programs, artifacts/mutants.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
  cat <<'USAGE'
Usage: scripts/mutants.sh [NAME]

Runs the negative controls, or those whose name contains NAME, on images that are built
(`just build-images`), and prints which checks each must fail and which it did.
Those in pods need the local cluster: on Debian as root it is brought up where one of the chosen is such, elsewhere they
are left out. Those of Dockerfiles need neither an engine nor an image.

Exit status: 0 each failed exactly the checks that it names; 1 one did not, or none ran.
USAGE
  exit 0
fi

# Each is put through the whole suite, whatever the gate's turn is.
unset KCR_SEED

rm -rf artifacts/mutants artifacts/mutants.md artifacts/mutants.json
name="${1:+&Name~$1}"

# What the name chooses; a name that is found nowhere is tried everywhere.
chosen() { grep -E -- "$1" "$2" || true; }
of_files=$(chosen "name: [^,]*${1:-}" tests/mutants/dockerfiles.yaml)
of_images=$(chosen "name: [^,]*${1:-}" tests/mutants/mutants.yaml)
of_pods=$(chosen "Wrong\(.*${1:-}" tests/Harness.EngineTests/Kubernetes/WrongPodTests.cs)

broken=0
if [[ -n $of_files ]]; then
  dotnet test tests/Harness.Tests --configuration Release --nologo --filter "(FullyQualifiedName~.DockerfileMutantTests$name)" || broken=1
fi

if [[ -n $of_images$of_pods || -z $of_files ]]; then
  engine="(FullyQualifiedName~.MutantTests$name)"
  if [[ -f /etc/debian_version && $EUID == 0 && ( -n $of_pods || -z $of_images || $of_images == *k8s:* ) ]]; then
    ./scripts/local-cluster.sh up
    engine="$engine|(FullyQualifiedName~.MutantPodTests$name)|(FullyQualifiedName~.WrongPodTests$name)"
  fi

  dotnet test tests/Harness.EngineTests --configuration Release --nologo --filter "$engine" || broken=1
fi

compgen -G 'artifacts/mutants/*.md' >/dev/null || { echo "No negative control ran. \`./scripts/mutants.sh --help\` says how to choose some." >&2; exit 1; }
{
  echo '| mutant | what is broken | where | must fail | failed | |'
  echo '|---|---|---|---|---|---|'
  cat artifacts/mutants/*.md
} | tee artifacts/mutants.md
{ echo '['; cat artifacts/mutants/*.jsonl | sed '$!s/$/,/'; echo ']'; } >artifacts/mutants.json
printf '\n%s mutants, %s of them not as expected\n' "$(cat artifacts/mutants/*.md | wc -l)" "$(cat artifacts/mutants/*.md | grep -c 'not as expected' || true)"
exit "$broken"
