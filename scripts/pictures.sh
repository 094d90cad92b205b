#!/usr/bin/env bash
# Makes the pictures of the documentation from a real run. See --help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

usage() {
    cat <<'TEXT'
Usage: scripts/pictures.sh [--help]

Makes docs/images/terminal.svg and docs/images/report.png from a real run: builds Python's image with one fault in a
checkout beside this one, runs the suite in Docker on it and on other images, and takes pictures of what the terminal and
the HTML report show. The images must be there (`just build-images`), and script, node and Chromium.

Exit status: 0 the pictures are made; 2 wrong usage; 3 something is missing, or the run did not end as it must.
TEXT
}

fail() { echo "pictures.sh: $*" >&2; exit 3; }

# Images of three kinds: one is broken, one has no shell, one has one.
images=(python nodejs c-cpp)
languages=(-l py -l js -l c)
# Few enough for the terminal's picture to be read at a glance; the report has all.
checks=(--check CFG001 --check FS005 --check RUN003)
tag=pictures
columns=104

(($# == 0)) || {
    case $1 in
        --help | -h) usage; exit 0 ;;
        *) echo "pictures.sh: unknown argument '$1'; see --help" >&2; exit 2 ;;
    esac
}

chromium=
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    chromium=$(command -v "$name") && break
done
[[ $chromium ]] || fail "needs Chromium or Chrome; on Debian: apt-get install chromium"
for program in script node git; do
    command -v "$program" >/dev/null || fail "needs '$program' on PATH"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/kcr-pictures.XXXXXX")
made=()
clean_up() {
    git worktree remove --force "$work/kcr" 2>/dev/null || true
    rm -rf "$work"
    ((${#made[@]} == 0)) || docker image rm "${made[@]}" >/dev/null 2>&1 || true
}
trap clean_up EXIT

# A fault that nobody sees in a build or in hello: env without -i hands on what the pod has.
git worktree add --quiet --detach "$work/kcr" HEAD
dockerfile=$work/kcr/images/python/Dockerfile
sed -i 's|^ENTRYPOINT \["/usr/bin/env", "-i", |ENTRYPOINT ["/usr/bin/env", |' "$dockerfile"
! git -C "$work/kcr" diff --quiet || fail "images/python/Dockerfile has no ENTRYPOINT with env -i on one line any more, so there is nothing to break"

export KCR_HARNESS_ROOT=$work/kcr
./scripts/harness build "${images[@]}" --tag "$tag"
# The sidecar runs the programs and is not judged, so that it need not be built again.
docker tag kcr-sidecar:latest "kcr-sidecar:$tag" || fail "the image kcr-sidecar:latest is missing; build it: just build-images sidecar"
made=("${images[@]/#/kcr-}" kcr-sidecar)
made=("${made[@]/%/:$tag}")

# must_fail COMMAND…: the run ends with 1, a check that failed.
must_fail() {
    local status=0
    "$@" || status=$?
    ((status == 1)) || fail "the run ended with status $status, and must end with 1, a check that failed: $(tail -n 5 "$work/progress")"
}

must_fail ./scripts/harness test docker -t "$tag" "${languages[@]}" --report "$work/report.html" >"$work/all" 2>"$work/progress"

# Results go to a terminal, with its colours; progress does not, so that nothing is drawn over.
command="test-images -t $tag ${languages[*]} ${checks[*]}"
cat >"$work/run.sh" <<RUN
stty columns $columns rows 60
exec "$root/scripts/harness" test docker -t $tag ${languages[*]} ${checks[*]} 2>"$work/progress"
RUN
must_fail env TERM=xterm-256color script --quiet --return --command "env -u NO_COLOR -u CI bash '$work/run.sh'" "$work/typescript" >/dev/null

mkdir -p docs/images
{
    printf '\e[2m$\e[0m just %s\n\n' "$command"
    sed -e '/^Script started/d' -e '/^Script done/d' "$work/typescript"
} >"$work/output"
node scripts/pictures/terminal.mjs "$columns" "just test-images" <"$work/output" >"$work/terminal.svg"

options=(--headless --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars --disable-background-networking "--user-data-dir=$work/profile")
# Its sandbox needs what root in a container does not have; the page is our own.
((EUID != 0)) || options+=(--no-sandbox)
"$chromium" "${options[@]}" --window-size=1200,900 "--screenshot=$work/report.png" "file://$work/report.html" 2>"$work/chromium" ||
    fail "Chromium took no picture: $(tail -n 5 "$work/chromium")"

for picture in terminal.svg report.png; do
    ! grep -qaF -e "$work" -e "$root" "$work/$picture" || fail "the picture $picture would name a directory of this machine"
    mv "$work/$picture" docs/images/
    echo "docs/images/$picture: $(($(wc -c <"docs/images/$picture") / 1024)) kB"
done
