-- The book, its stores, the end of its chain.

-- name: book_get
SELECT currency, products FROM book WHERE only_row = 1

-- name: book_put
INSERT INTO book (only_row, currency, products) VALUES (1, $1, 0)

-- name: book_count_products
UPDATE book SET products = products + CAST($1 AS bigint) WHERE only_row = 1

-- name: head_get
SELECT seq, recorded_at, chain_hash FROM entries ORDER BY seq DESC LIMIT 1

-- name: store_put
INSERT INTO stores (id, code, name, zone, allow_negative, created_at) VALUES ($1, $2, $3, $4, $5, $6)

-- name: store_by_id
SELECT s.id, s.code, s.name, s.zone, s.allow_negative, e.id
FROM stores s JOIN entries e ON e.seq = s.id
WHERE s.id = $1

-- name: store_id_by_code
SELECT id FROM stores WHERE code = $1

-- name: store_id_first
SELECT id FROM stores ORDER BY id LIMIT 1

-- name: store_rows
SELECT id, code, name, zone, allow_negative, created_at FROM stores ORDER BY id

-- name: store_ids
SELECT id FROM stores ORDER BY id
