# kind: gate
# order: 35
# limit: 900
# about: the API over real HTTP on the sanitized build: route × role, act × seat × state, bad input, rewinds, classes, restart
# shellcheck shell=bash
configure dev
cmake --build build/dev -j "$JOBS" --target thaotruong >/dev/null
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
THAO_API_START=$(mktemp -d)
export THAO_API_START
item "api: first start" python3 tests/api/run.py --prepare "$THAO_API_START"
failed=no
going=0
# Each module has a server and a folder of its own: as many at a time as there are processors.
while read -r name; do
    if [ $going -ge "$JOBS" ]; then
        wait -n || failed=yes
        going=$((going - 1))
    fi
    item "api: $name" python3 tests/api/run.py "$name" &
    going=$((going + 1))
done < <(python3 tests/api/run.py --list)
while [ $going -gt 0 ]; do
    wait -n || failed=yes
    going=$((going - 1))
done
rm -rf "$THAO_API_START"
[ $failed = no ]
