# kind: long
# order: 100
# limit: 3600
# about: clang-tidy over every product source
# shellcheck shell=bash
need_packages full
item "tidy: release build" scripts/tidy release
