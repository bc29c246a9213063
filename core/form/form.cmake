# The forms: layout files travel inside the binary; letters come from four files of Debian's fonts-liberation2.
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo pangoft2 cairo-pdf fontconfig)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)

find_path(FORM_FONT_FOLDER LiberationSerif-Regular.ttf REQUIRED
  PATHS /usr/share/fonts/truetype/liberation2 /usr/share/fonts/truetype/liberation
  DOC "Folder of the Liberation Serif files, version 2" NO_DEFAULT_PATH)
set(FORM_FONT_FILES "")
foreach(face Regular Bold Italic BoldItalic)
  list(APPEND FORM_FONT_FILES "\"${FORM_FONT_FOLDER}/LiberationSerif-${face}.ttf\"")
endforeach()
list(JOIN FORM_FONT_FILES "," FORM_FONT_FILES)

set(FORM_TEMPLATES "")
foreach(code 01 02 03 04 05 06 07 GT BL KQ PK)
  list(APPEND FORM_TEMPLATES ${CMAKE_CURRENT_SOURCE_DIR}/form/templates/form${code}.vi.txt)
endforeach()
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/gen/form_templates.c
  COMMAND embed ${CMAKE_BINARY_DIR}/gen/form_templates.c form_templates ${CMAKE_CURRENT_SOURCE_DIR}/form/templates ${FORM_TEMPLATES}
  DEPENDS embed ${FORM_TEMPLATES})

target_sources(core PRIVATE form/fields.c form/template.c form/fill.c form/qr.c form/bar.c form/flow.c form/table.c
  form/layout.c form/paint.c form/form.c ${CMAKE_BINARY_DIR}/gen/form_templates.c)
target_link_libraries(core PRIVATE PkgConfig::PANGO PkgConfig::QRENCODE)
set_source_files_properties(form/form.c PROPERTIES COMPILE_DEFINITIONS
  "FORM_FONT_FILES=${FORM_FONT_FILES};FORM_FONT_FAMILY=\"Liberation Serif\"")
