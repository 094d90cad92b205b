#!/usr/bin/env bash
# Builds the images: all of them, or those named.
# Usage: scripts/build-images.sh [-t TAG] [-r REGISTRY] [-p] [--no-cache] [--sequential] [IMAGE…]   (all options: --help)
exec "$(dirname -- "${BASH_SOURCE[0]}")/harness" build "$@"
