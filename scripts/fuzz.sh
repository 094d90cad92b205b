#!/usr/bin/env bash
# Gives the readers of foreign bytes damaged and hostile input for longer than the test suite does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
  cat <<'USAGE'
Usage: scripts/fuzz.sh [SECONDS [SEED]]

Reads damaged and hostile layers, archives, OCI layouts, ELF files, Dockerfiles, catalogs and
more for SECONDS each (60). The seed is new unless given, and printed: the same seed makes the
same inputs in the same order. With 0 SECONDS the suite's number of inputs is read. An input
that ends badly is kept in artifacts/fuzz.

Exit status: 0 every input came to a good end; 1 one did not; 2 wrong usage.
USAGE
  exit 0
fi

seconds=${1:-60} seed=${2:-$((RANDOM << 15 | RANDOM))}
for number in "$seconds" "$seed"; do
  if [[ ! $number =~ ^[0-9]{1,9}$ ]]; then
    echo "scripts/fuzz.sh: '$number' is no whole number; --help says what is expected" >&2
    exit 2
  fi
done
((seconds < 10)) || echo "Fuzzing each reader for $seconds s."
echo "Seed $seed: 'just fuzz $seconds $seed' does the same again."
KCR_FUZZ_SECONDS=$seconds KCR_FUZZ_SEED=$seed exec dotnet test tests/Harness.Tests --nologo \
  --filter TestCategory=Fuzz --logger "console;verbosity=normal"
