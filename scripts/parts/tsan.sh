# kind: long
# order: 120
# limit: 3600
# about: every test program under the thread sanitizer
# shellcheck shell=bash
. scripts/ctest.sh
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$ROOT/tests/tsan.supp
run_ctest tsan
