-- name: payment_add
INSERT INTO payment (dossier, request, fee_code, name_vi, name_en, basis, quantity, amount, stage, requested_at, requested_by)
VALUES (:dossier, :request, :fee_code, :name_vi, :name_en, :basis, :quantity, :amount, :stage, :requested_at, :requested_by);

-- name: payment_list
SELECT id, dossier, request, fee_code, name_vi, name_en, basis, quantity, amount, stage, requested_at, requested_by, paid_at,
       confirmed_by, method, receipt_number, refunded_at, refunded_by, refund_reason, claimed_at, claim_reference, claim_refused
FROM payment WHERE dossier = :dossier ORDER BY id LIMIT :max;

-- name: payment_confirm
UPDATE payment SET paid_at = :at, confirmed_by = :by, method = :method, receipt_number = :receipt_number
WHERE dossier = :dossier AND paid_at IS NULL;

-- name: payment_refund
UPDATE payment SET refunded_at = :at, refunded_by = :by, refund_reason = :reason
WHERE dossier = :dossier AND paid_at IS NOT NULL AND refunded_at IS NULL;

-- name: payment_claim
UPDATE payment SET claimed_at = :at, claim_reference = :reference, claim_refused = NULL WHERE dossier = :dossier AND paid_at IS NULL;

-- name: payment_refuse_claim
UPDATE payment SET claimed_at = NULL, claim_refused = :reason WHERE dossier = :dossier AND paid_at IS NULL AND claimed_at IS NOT NULL;
