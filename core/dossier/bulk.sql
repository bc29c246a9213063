-- name: bulk_key_used
-- Any act of a batch under that key: all of them are of one request. '.' comes right after '-'.
SELECT idempotency_key FROM act WHERE idempotency_key >= :from AND idempotency_key < :past AND idempotency_key IS NOT NULL LIMIT 1;
