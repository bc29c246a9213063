# kind: gate
# order: 60
# limit: 600
# about: a real browser walks through the product, a walk for each desk at 1440 px and the first exercise at 390 too (all of them: walks-all); axe, policy reports and console errors count
# shellcheck shell=bash
need_node
npm_ready tests/e2e
item "walks: the harness sees planted faults" node tests/e2e/selftest.mjs || true
node tests/e2e/run.mjs --gate
