-- name: org_get
SELECT code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email FROM org WHERE code = :code;

-- name: org_add
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address, :phone, :email);
