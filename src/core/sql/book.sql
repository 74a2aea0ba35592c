-- The book, the end of its chain.

-- name: book_get
SELECT currency, products FROM book WHERE only_row = 1

-- name: book_put
INSERT INTO book (only_row, currency, products) VALUES (1, $1, 0)

-- name: book_count_products
UPDATE book SET products = products + CAST($1 AS bigint) WHERE only_row = 1

-- name: head_get
SELECT seq, recorded_at, chain_hash FROM entries ORDER BY seq DESC LIMIT 1
