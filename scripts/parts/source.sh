# kind: gate
# order: 10
# limit: 60
# about: the house rules over every tracked file, and the checker against planted errors
# shellcheck shell=bash
item "source: rules" scripts/check_source
item "source: planted errors are found" scripts/check_source --self-test
