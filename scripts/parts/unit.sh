# kind: gate
# order: 30
# limit: 600
# about: every test program of the dev build (unit, API, matrices, corpora), under ASan and UBSan
# shellcheck shell=bash
configure dev
cmake --build build/dev -j "$JOBS" >/dev/null
mkdir -p test-output/logs
log=test-output/logs/ctest.log
status=0
ctest --test-dir build/dev -j "$JOBS" --no-tests=error --output-on-failure 2>&1 </dev/null | tee "$log" || status=$?
# "3/9 Test #3: base_arena ....   Passed    0.02 sec"
while read -r name result seconds; do
    if [ "$result" = Passed ]; then report "$seconds" ok "$name"; else report "$seconds" FAIL "$name"; fi
done < <(sed -n -E 's/^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: +([^ ]+) [. ]*(\**)([A-Za-z ]+[A-Za-z]) +([0-9.]+) sec.*/\1 \3 \4/p' "$log" |
    awk '{ print $1, (NF == 3 ? $2 : "Failed"), $NF }')
exit "$status"
