# kind: long
# order: 140
# limit: 1800
# about: kill -9 under load twenty times, 16 clients, at least 50 acknowledged acts a round
# shellcheck shell=bash
item "kills: twenty rounds" python3 tests/e2e/kills.py --rounds 20
tail -n 5 test-output/logs/kills__twenty_rounds.log
