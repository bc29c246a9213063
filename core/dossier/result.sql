-- name: result_add
INSERT INTO result (dossier, no, act, kind, title, content, org, signed_at, signed_by, status, replaces, reason)
VALUES (:dossier, :no, :act, :kind, :title, :content, :org, :signed_at, :signed_by, 'signed', :replaces, :reason) RETURNING id;

-- name: result_seal
UPDATE result SET number = :number, symbol = :symbol, symbol_folded = :symbol_folded, issued_at = :issued_at, sealed_by = :sealed_by,
       status = 'valid'
WHERE id = :id AND status = 'signed';

-- name: result_set_status
UPDATE result SET status = :status WHERE id = :id;

-- name: result_list
SELECT r.id, r.dossier, r.no, r.act, r.kind, r.title, r.content, r.org, o.name_vi AS org_vi, o.name_en AS org_en, r.signed_at, r.signed_by,
       r.number, r.symbol, r.issued_at, r.sealed_by, r.status, r.replaces, r.reason
FROM result AS r JOIN org AS o ON o.code = r.org WHERE r.dossier = :dossier ORDER BY r.no;
