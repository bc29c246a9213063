# kind: long
# order: 137
# limit: 300
# about: every step table exported as BPMN 2.0 and read by bpmn-moddle; planted faults are noticed
# shellcheck shell=bash
need_node
npm_ready tests/bpmn
configure dev
cmake --build build/dev -j "$JOBS" --target thaotruong >/dev/null
status=0
item step_tables_are_read_as_bpmn node tests/bpmn/read.mjs build/dev/thaotruong scenarios/data || status=1
item the_reader_of_bpmn_notices_planted_faults node tests/bpmn/read.mjs build/dev/thaotruong scenarios/data --plant || status=1
exit $status
