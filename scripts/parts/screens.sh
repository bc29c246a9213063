# kind: gate
# order: 40
# limit: 240
# about: the screens' own checks: types, texts of both languages, unit tests
# shellcheck shell=bash
need_node
npm_ready web/ui
in_screens() { (cd web/ui && "$@"); }
item "screens: types and texts" in_screens npm run check --silent
[ -z "$(find web/ui/src web/ui/checks -name '*.test.ts' -print -quit)" ] || item "screens: unit tests" in_screens npm test --silent
cmake --build build/dev -j "$JOBS" --target openapi >/dev/null
item "screens: the server's own document" in_screens npm run contract --silent
