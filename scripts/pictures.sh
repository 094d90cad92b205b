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

# What is tested beside Python, whose image is broken: the shortest run that shows more than one image.
languages=(-l py -l js -l c)
images=(kcr-nodejs kcr-c-cpp kcr-sidecar)
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
./scripts/harness build python --tag "$tag"
made+=("kcr-python:$tag")
for image in "${images[@]}"; do
    docker tag "$image:latest" "$image:$tag" || fail "the image $image:latest is missing; build it: just build-images"
    made+=("$image:$tag")
done

# Results go to a terminal, with its colours; progress does not, so that nothing is drawn over.
command="just test-images -t $tag ${languages[*]}"
cat >"$work/run.sh" <<RUN
stty columns $columns rows 60
exec "$root/scripts/harness" test docker -t $tag ${languages[*]} --report "$work/report.html" 2>"$work/progress"
RUN
status=0
TERM=xterm-256color script --quiet --return --command "env -u NO_COLOR -u CI bash '$work/run.sh'" "$work/typescript" >/dev/null || status=$?
((status == 1)) || fail "the run ended with status $status, and must end with 1, a check that failed: $(tail -n 5 "$work/progress")"

mkdir -p docs/images
{
    printf '\e[2m$\e[0m %s\n\n' "$command"
    sed -e '/^Script started/d' -e '/^Script done/d' "$work/typescript"
} >"$work/output"
node scripts/pictures/terminal.mjs "$columns" "$command" <"$work/output" >docs/images/terminal.svg

options=(--headless --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars --disable-background-networking "--user-data-dir=$work/profile")
# Its sandbox needs what root in a container does not have; the page is our own.
((EUID != 0)) || options+=(--no-sandbox)
"$chromium" "${options[@]}" --window-size=1200,900 "--screenshot=$root/docs/images/report.png" "file://$work/report.html" 2>"$work/chromium" ||
    fail "Chromium took no picture: $(tail -n 5 "$work/chromium")"

for picture in docs/images/terminal.svg docs/images/report.png; do
    ! grep -qaF -e "$work" -e "$root" "$picture" || fail "$picture names a directory of this machine"
    echo "$picture: $(($(wc -c <"$picture") / 1024)) kB"
done
