# E-forms: JSON Schema with display hints; patterns by PCRE2.
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
target_sources(core PRIVATE catalogue/eform.c catalogue/eform_keyword.c catalogue/eform_hint.c catalogue/eform_ref.c
  catalogue/eform_ecma.c catalogue/eform_pattern.c catalogue/eform_format.c
  catalogue/eform_run.c catalogue/eform_check.c catalogue/eform_apply.c)
target_link_libraries(core PRIVATE PkgConfig::PCRE2)
