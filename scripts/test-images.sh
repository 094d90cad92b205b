#!/usr/bin/env bash
# Tests the images in Docker: all of them, or those of the languages named.
# Usage: scripts/test-images.sh [-l LANGUAGE]… [-t TAG] [-r REGISTRY]   (all options: --help)
exec "$(dirname -- "${BASH_SOURCE[0]}")/harness" test docker "$@"
