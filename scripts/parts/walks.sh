# kind: gate
# order: 60
# limit: 420
# about: a real browser walks through the product at 1440 and 390 px; axe, policy reports and console errors count
# shellcheck shell=bash
need_node
npm_ready tests/e2e
item "walks: the harness sees planted faults" node tests/e2e/selftest.mjs || true
node tests/e2e/run.mjs
