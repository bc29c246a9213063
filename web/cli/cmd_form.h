/* cmd_form: `thaotruong form check`, an e-form and a declaration from files.
 *
 *   form check SCHEMA.json DECLARATION.json [--lang vi|en] [--json]
 *       every error on standard output, one a line: JSON Pointer ("" is the whole), sentence, keyword; with --json one object.
 *   form check --batch
 *       lines `schema TAB declaration` on standard input; one word a line comes back: valid, invalid, limit, bad-schema (with the
 *       pointer and the key of the first fault), bad-declaration. For tests and for checking many at once.
 *
 * Exit status: 0 valid, 1 not valid, 2 a bad schema (pointers into the schema) or wrong use. */
#ifndef CLI_CMD_FORM_H
#define CLI_CMD_FORM_H

int cmd_form(int argc, char **argv);

#endif
