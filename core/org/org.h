/* org: organisations with identification codes (QĐ 20/2020/QĐ-TTg), which open and close. Sub-codes that nobody has published
 * are visibly invented: a part that begins with T (G06.T01, H37.T01). */
#ifndef ORG_ORG_H
#define ORG_ORG_H

#include "db/db.h"

struct org {
    const char *code;
    const char *name_vi;
    const char *name_en;
    const char *kind; /* ministry | unit | province | department | room | one-stop | committee */
    const char *parent;
    const char *open_on;
    const char *close_on; /* last day; NULL = open */
    const char *replaced_by; /* code that took its place; NULL = none, or not known */
    const char *certainty;
    const char *place; /* địa danh on papers */
    const char *address;
    const char *phone;
    const char *email;
};
extern const struct record org_record;

/* E_MISSING "org.unknown". */
MUST_USE bool org_get(struct op *op, struct db *db, const char *code, struct org *out);
/* Adds it, or says anew what is known of the one with its code. */
MUST_USE bool org_put(struct op *op, struct db *db, const struct org *org);
/* The ministry or province it belongs to: the first part of its code ("H37"). */
const char *org_top(struct op *op, const char *code);
/* All, by code. */
MUST_USE bool org_list(struct op *op, struct db *db, struct org **out, size_t *count);
MUST_USE bool org_add(struct op *op, struct db *db, const struct org *org);
/* Names, addresses, close_on and replaced_by of an organisation that is there. */
MUST_USE bool org_save(struct op *op, struct db *db, const struct org *org);
/* Is the code open on the day (ISO text), its first and its last day included? */
bool org_is_open(const struct org *org, const char *day);
/* E_STATE on the field unless the code is open on the day of op->now: nothing new is filed to, received or handed to a closed code. */
MUST_USE bool org_must_be_open(struct op *op, const struct org *org, const char *field);

/* Agencies that can be asked for an opinion: departments, units, ministries that are open on the day. Only code and names are filled. */
#define ORG_ASK_MAX 200
MUST_USE bool org_list_to_ask(struct op *op, struct db *db, struct day day, struct org **out, size_t *count);

/* What stands for the organisation in the symbol of a paper (12/TTr-SKHCN), made from its name without the province: "Sở Khoa học và
 * Công nghệ tỉnh Lạng Sơn" is SKHCN, "Ủy ban nhân dân tỉnh Lạng Sơn" UBND. Decree 30/2020, Annex I: abbreviations are each agency's own;
 * those of these agencies are not published together, so they are ours. In the arena; never empty. */
const char *org_abbreviation(struct op *op, const char *name_vi);

/* Codes show what belongs to what (QĐ 20/2020/QĐ-TTg): H37.T01.T11 is part of H37.T01. Is `code` the organisation `above`, or part
 * of it? */
bool org_is_within(const char *code, const char *above);
/* Do both belong to the same ministry or province (the first part of the codes)? */
bool org_same_top(const char *a, const char *b);

#endif
