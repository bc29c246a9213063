# kind: long
# order: 110
# limit: 36000
# about: every fuzz target with libFuzzer for FUZZ_SECONDS each (60); new inputs and findings go to test-output/fuzz
# shellcheck shell=bash
need_packages full
configure fuzz
cmake --build build/fuzz -j "$JOBS" >/dev/null
fuzz_one() {
    local name=$1 out=$ROOT/test-output/fuzz/$1
    mkdir -p "$out/corpus"
    "build/fuzz/tests/fuzz_$name" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$out/" "$out/corpus" "tests/fuzz/corpus/$name"
}
status=0
for program in build/fuzz/tests/fuzz_*; do
    [ -x "$program" ] && [ -f "$program" ] || continue
    name=${program##*/fuzz_}
    item "fuzz: $name" fuzz_one "$name" || status=1
done
exit $status
