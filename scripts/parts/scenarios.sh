# kind: gate
# order: 50
# limit: 300
# about: every shipped exercise plays its self-test, spoiled solutions included
# shellcheck shell=bash
for file in scenarios/*/scenario.lua; do
    id=$(basename "$(dirname "$file")")
    item "scenario: $id" build/dev/thaotruong scenario test --strict "$id" || failed=1
done
exit "${failed:-0}"
