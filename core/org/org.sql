-- name: org_get
SELECT code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email FROM org WHERE code = :code;

-- name: org_put
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address, :phone, :email)
ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
    parent = excluded.parent, open_on = excluded.open_on, close_on = excluded.close_on, certainty = excluded.certainty,
    place = excluded.place, address = coalesce(excluded.address, address), phone = excluded.phone, email = excluded.email;

-- name: org_list
SELECT code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email FROM org ORDER BY code;

-- name: org_add
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address, :phone, :email);
