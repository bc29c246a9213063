-- name: rule_add
INSERT INTO procedure_rule (version, rule, certainty, source) VALUES (:version, :rule, :certainty, :source);

-- name: rules
SELECT rule, certainty, source FROM procedure_rule WHERE version = :version;
