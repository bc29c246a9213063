# kind: gate
# order: 35
# limit: 900
# about: the API over real HTTP on the sanitized build: route × role, act × seat × state, bad input, rewinds, classes, restart
# shellcheck shell=bash
configure dev
cmake --build build/dev -j "$JOBS" --target thaotruong >/dev/null
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
failed=no
while read -r name; do
    item "api: $name" python3 tests/api/run.py "$name" || failed=yes
done < <(python3 tests/api/run.py --list)
[ $failed = no ]
