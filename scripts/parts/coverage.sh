# kind: long
# order: 130
# limit: 3600
# about: lines of the product that the test programs run, per folder, and the files with the least
# shellcheck shell=bash
. scripts/ctest.sh
configure coverage
find build/coverage -name '*.gcda' -delete
# planted errors are compiled beside the build, without its flags
run_ctest coverage -E planted
scripts/coverage_table build/coverage | tee test-output/coverage.txt
