#!/usr/bin/env bash
# Measures the harness against plain docker and dotnet and prints the ratios, all taken in this one run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The command is built before it is measured.
[[ ${1:-} == --help || ${1:-} == -h ]] || ./scripts/harness --version >/dev/null
exec dotnet run --project tests/Benchmarks --configuration Release --verbosity quiet -- "$@"
