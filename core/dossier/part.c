#include "dossier/part.h"

#include "account/role.h"

static const char *const part_codes[] = {
#define X(part, code) code,
    DOSSIER_PARTS(X)
#undef X
};
const struct choices part_choices = {part_codes, PART_COUNT};

static int part_in_handling(const struct dossier *d)
{
    if (d->notice != NULL) {
        return PART_NOTICE;
    }
    switch (d->step_role) {
    case ROLE_DIVISION_HEAD:
        return d->handler == NULL ? PART_TO_ASSIGN : PART_TO_REVIEW;
    case ROLE_SPECIALIST:
        return d->appraisal == NULL ? PART_TO_APPRAISE : PART_TO_DRAFT;
    case ROLE_DIRECTOR:
    case ROLE_COMMITTEE:
        return PART_TO_SIGN;
    case ROLE_CLERK:
        return PART_TO_NUMBER;
    default:
        return -1;
    }
}

int part_of_dossier(const struct dossier *d)
{
    switch ((enum dossier_state)d->state) {
    case DOSSIER_FILED:
        return PART_NEW;
    case DOSSIER_AWAITING_SUPPLEMENT:
        return PART_SUPPLEMENT;
    case DOSSIER_AWAITING_PAYMENT:
        return PART_PAYMENT;
    case DOSSIER_WITHDRAWAL_REQUESTED:
        return PART_WITHDRAWAL;
    case DOSSIER_ACCEPTED:
        return PART_TO_HAND_OVER;
    case DOSSIER_IN_HANDLING:
        return part_in_handling(d);
    case DOSSIER_COMPLETED:
        return PART_TO_RETURN;
    case DOSSIER_RETURNED:
    case DOSSIER_INTAKE_REFUSED:
    case DOSSIER_STOPPED:
    case DOSSIER_WITHDRAWN:
    case DOSSIER_STATE_COUNT:
        break;
    }
    return -1;
}
