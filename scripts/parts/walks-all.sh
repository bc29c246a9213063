# kind: long
# order: 142
# limit: 3600
# about: every walk at 1440 and at 390 px; axe, policy reports and console errors count
# shellcheck shell=bash
need_node
npm_ready tests/e2e
node tests/e2e/run.mjs
