#!/usr/bin/env bash
# Tests the images in pods under production security settings: all of them, or those of the languages named.
# Usage: scripts/test-k8s-sidecar.sh [-l LANGUAGE]… [-t TAG] [-r REGISTRY] [-c CONTEXT] [--keep-pods] [-v]   (all options: --help)
exec "$(dirname -- "${BASH_SOURCE[0]}")/harness" test k8s "$@"
