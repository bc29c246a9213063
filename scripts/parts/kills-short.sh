# kind: gate
# order: 70
# limit: 180
# about: kill -9 under load three times: nothing acknowledged is lost (the long form: kills)
# shellcheck shell=bash
item "kills: three rounds" python3 tests/e2e/kills.py --rounds 3
