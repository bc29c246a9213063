# Runs the test programs of a preset and reports each as a check of its own. Sourced after lib.sh.
# shellcheck shell=bash

# run_ctest PRESET [ctest words…]
run_ctest() {
    local preset=$1 log status=0 name result seconds
    shift
    configure "$preset"
    cmake --build "build/$preset" -j "$JOBS" >/dev/null
    mkdir -p test-output/logs
    log=test-output/logs/ctest-$preset.log
    ctest --test-dir "build/$preset" -j "$JOBS" --no-tests=error --output-on-failure "$@" 2>&1 </dev/null | tee "$log" || status=$?
    # "3/9 Test #3: base_arena ....   Passed    0.02 sec", "***Failed", "***Timeout", "***Exception: SegFault"
    while read -r name result seconds; do
        if [ "$result" = Passed ]; then report "$seconds" ok "$name"; else report "$seconds" FAIL "$name"; fi
    done < <(awk '/^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: / {
                      sub(/^.*Test +#[0-9]+: +/, ""); print $1, (/ Passed +[0-9.]+ sec/ ? "Passed" : "Failed"), $(NF - 1) }' "$log")
    return "$status"
}
