# kind: long
# order: 145
# limit: 900
# about: attachments of 1 MB streamed in and out (THAO_ATTACHMENTS, 1000), memory printed and flat, nothing left behind
# shellcheck shell=bash
configure release
cmake --build build/release -j "$JOBS" --target thaotruong >/dev/null
item "attachments: ${THAO_ATTACHMENTS:-1000} of 1 MB" env THAO_BINARY=build/release/thaotruong THAO_ATTACHMENTS="${THAO_ATTACHMENTS:-1000}" \
    python3 tests/api/run.py documents
