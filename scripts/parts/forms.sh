# kind: long
# order: 135
# limit: 900
# about: e-forms: our vectors, the browser's validator on them and on drawn ones (RANDOM_FORMS), and the published test suite (SUITE=checkout)
# shellcheck shell=bash
need_node
npm_ready tests/eform
configure dev
cmake --build build/dev -j "$JOBS" --target form_driver >/dev/null
driver=build/dev/tests/form_driver
status=0
item eforms_say_what_their_vectors_say node tests/eform/vectors.mjs "$driver" tests/expected/schema || status=1
item eforms_agree_with_the_browser node tests/eform/agree.mjs "$driver" tests/expected/schema "${RANDOM_FORMS:-20000}" "${SEED:-$RANDOM}" || status=1
item eforms_pass_the_published_suite node tests/eform/official.mjs "$driver" build/eform-suite ${SUITE:+"$SUITE"} || status=1
cat test-output/logs/eforms_agree_with_the_browser.log test-output/logs/eforms_pass_the_published_suite.log
exit $status
