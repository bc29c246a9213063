/* A result as a paper: everything on it stands in rows that no longer change once it is sealed. What a digital signature shows follows
 * NĐ 30/2020 annex I: whose, of which agency, when; the personal one in blue, the agency's in red. */
#include "dossier/result.h"

#include "account/account.h"
#include "catalogue/procedure.h"
#include "org/org.h"

#include <string.h>

#define DATA_MAX 32768

static const char *stamp(struct op *op, const char *head, const char *org, struct instant at)
{
    int y, m, d;
    int64_t t = instant_time_of_day(at);
    day_parts(instant_day(at), &y, &m, &d);
    return arena_printf(op->arena, "%s\nCơ quan: %s\nThời gian ký: %02d-%02d-%04d; %02d:%02d:%02d +07:00", head, org, d, m, y,
                        (int)(t / MS_HOUR), (int)(t / MS_MINUTE % 60), (int)(t / MS_SECOND % 60));
}

static const char *title_of(enum role role)
{
    return role == ROLE_COMMITTEE ? "TM. Ủy ban nhân dân" : "Thủ trưởng cơ quan, đơn vị";
}

static void put_owner(struct json_out *out, const struct dossier *d)
{
    json_put_text(out, "dossier_code", d->code);
    json_put_text(out, "owner_name", json_get_text(d->owner, "name", "……"));
    json_put_text(out, "owner_id", json_get_text(d->owner, "id_no", NULL));
    json_put_text(out, "address", json_get_text(d->owner, "address", NULL));
}

const struct json *result_paper(struct op *op, struct db *db, const struct dossier *d, const struct result *r, const struct result *about)
{
    struct procedure_version version;
    struct account signer;
    struct org org;
    struct strbuf b;
    struct json_out out;
    if (instant_is_none(r->issued_at)) {
        (void)fail(op, E_STATE, "result.not_sealed", NULL);
        return NULL;
    }
    if (!procedure_version_get(op, db, d->procedure_version, &version) || !account_get(op, db, r->signed_by, &signer) ||
        !org_get(op, db, r->org, &org)) {
        return NULL;
    }
    strbuf_init(&b, op->arena, DATA_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "agency", org.name_vi);
    json_put_text(&out, "number", r->symbol);
    json_put_text(&out, "place", org.place == NULL ? "…" : org.place);
    json_put_instant(&out, "issued_at", r->issued_at);
    json_put_text(&out, "title", r->title);
    json_put_text(&out, "procedure_name", version.name_vi);
    json_put_text(&out, "procedure_code", version.procedure);
    put_owner(&out, d);
    json_put_text(&out, "replaces", about == NULL ? NULL : about->symbol);
    json_put_text(&out, "content", r->content);
    json_put_text(&out, "reason", r->reason);
    json_put_text(&out, "signer_title", title_of((enum role)signer.role));
    json_put_text(&out, "signer_name", signer.name);
    json_put_text(&out, "signature", stamp(op, arena_printf(op->arena, "Ký bởi: %s", signer.name), org.name_vi, r->signed_at));
    json_put_text(&out, "seal", stamp(op, "Ký số của cơ quan, tổ chức", org.name_vi, r->issued_at));
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}
