# kind: gate
# order: 20
# limit: 900
# about: the screens, then everything with warnings as errors and sanitizers (dev), then the release binary
# shellcheck shell=bash
[ ! -f web/ui/package.json ] || item "build: screens" build_screens
item "build: configure dev" configure dev
item "build: dev" cmake --build build/dev -j "$JOBS"
item "build: release" scripts/build
