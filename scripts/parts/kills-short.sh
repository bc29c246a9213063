# kind: gate
# order: 70
# limit: 180
# about: kill -9 under load three times: nothing acknowledged is lost; two planted losses are noticed (the long form: kills)
# shellcheck shell=bash
item "kills: three rounds" python3 tests/e2e/kills.py --rounds 3
item "kills: a log cut short is noticed" python3 tests/e2e/kills.py --rounds 1 --plant log
item "kills: an older lab.db is noticed" python3 tests/e2e/kills.py --rounds 1 --plant lab
