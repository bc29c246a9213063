# kind: gate
# order: 30
# limit: 600
# about: every test program of the dev build (unit, API, matrices, corpora), under ASan and UBSan
# shellcheck shell=bash
. scripts/ctest.sh
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
run_ctest dev
