#!/usr/bin/env bash
# What the workflows in .github do besides building and testing. See --help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    cat <<'TEXT'
Usage: scripts/ci.sh matrix | summary FILE | verdict RESULT… | --help

  matrix            prints the nightly cells as one line of JSON, an entry for each image with its languages and the
                    provider of its bases; in a job, they become the step's output 'cells'
  summary FILE      adds a Markdown report to the job's summary page; prints it where there is none
  verdict RESULT…   fails unless each result of a job is 'success': a job that was skipped has proven nothing

Exit status: 0 done; 1 the verdict is no success, or there is no cell or no report; 2 wrong usage; 3 the plan could not be made.
TEXT
}

fail() { echo "ci.sh: $*" >&2; exit 1; }
wrong() { echo "ci.sh: $*; see --help" >&2; exit 2; }

matrix() {
    local cells
    cells=$(./scripts/harness plan --matrix "$@") || exit $?
    [[ $cells == '[{'* && $cells != *$'\n'* ]] || fail "the plan has no cell, and a night in which nothing runs must not be green: '$cells'"
    echo "$cells"
    [[ -z ${GITHUB_OUTPUT-} ]] || echo "cells=$cells" >>"$GITHUB_OUTPUT"
}

summary() {
    (($# == 1)) || wrong "summary takes one FILE"
    if [[ ! -s $1 ]]; then
        echo "**No report was written: the suite did not run. The log says why.**" >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
        fail "'$1' is not there or empty: the suite wrote no report, so there is nothing to believe"
    fi
    cat "$1" >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
}

verdict() {
    (($#)) || wrong "verdict needs the RESULT of at least one job"
    local result
    for result; do
        [[ $result == success ]] || fail "a job ended as '$result', expected success: not everything that was to be proven was"
    done
    echo "everything ran and passed"
}

case ${1-} in
    matrix) matrix "${@:2}" ;;
    summary) summary "${@:2}" ;;
    verdict) verdict "${@:2}" ;;
    --help | -h) usage ;;
    *) wrong "unknown command '${1-}'" ;;
esac
