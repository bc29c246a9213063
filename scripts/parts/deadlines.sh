# kind: long
# order: 130
# limit: 300
# about: a million random deadlines against the independent oracle, and planted errors that it must notice
# shellcheck shell=bash
configure release
cmake --build build/release -j "$JOBS" --target calendar_driver >/dev/null
export PYTHONDONTWRITEBYTECODE=1
item deadlines_equal_the_oracle python3 tests/oracle/compare_deadlines.py --data core/calendar/vn.tsv --rows \
    --count "${COUNT:-1000000}" --seed "${SEED:-$RANDOM}" --walked 3000 -- build/release/tests/calendar_driver calendar due --batch
tail -n 1 test-output/logs/deadlines_equal_the_oracle.log
item the_oracle_notices_planted_errors python3 tests/oracle/plant_deadlines.py --source . --build build/release \
    --library build/release/core/libcore.a --cc cc --count 20000
