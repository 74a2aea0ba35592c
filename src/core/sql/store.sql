-- Stores, what they plan, and transfers between them.

-- name: store_put
INSERT INTO stores (id, code, name, zone, allow_negative, created_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, allow_negative = excluded.allow_negative

-- name: store_by_id
SELECT s.id, s.code, s.name, s.zone, s.allow_negative, e.id
FROM stores s JOIN entries e ON e.seq = s.id
WHERE s.id = $1

-- name: store_id_by_code
SELECT id FROM stores WHERE code = $1

-- name: store_id_by_uuid
SELECT s.id FROM entries e JOIN stores s ON s.id = e.seq WHERE e.id = $1

-- name: store_id_first
SELECT id FROM stores ORDER BY id LIMIT 1

-- name: store_rows
SELECT id, code, name, zone, allow_negative, created_at FROM stores ORDER BY id

-- name: store_ids
SELECT id FROM stores ORDER BY id

-- name: store_count
SELECT COUNT(*) FROM stores

-- name: store_drop
DELETE FROM stores WHERE id = $1

-- name: store_stock_put
INSERT INTO stock (store, product, on_hand, held, committed, unavailable, version, moved_at, ring_day, ring)
SELECT CAST($1 AS bigint), p.id, 0, 0, 0, 0, 0, NULL, CAST($2 AS bigint), $3 FROM products p

-- name: store_stock_drop
DELETE FROM stock WHERE store = $1

-- name: store_used
SELECT 1 FROM entries WHERE store = $1
UNION ALL SELECT 1 FROM transfers WHERE to_store = $2
LIMIT 1

-- name: store_entries
SELECT e.seq, e.kind, e.occurred_at, e.body FROM entries e WHERE e.seq = $1
UNION ALL SELECT c.seq, c.kind, c.occurred_at, c.body FROM entries c WHERE c.subject = $2
ORDER BY seq

-- name: plan_get
SELECT reorder_point, order_up_to, bin FROM plans WHERE store = $1 AND product = $2

-- name: plan_put
INSERT INTO plans (store, product, reorder_point, order_up_to, bin) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (store, product) DO UPDATE
SET reorder_point = excluded.reorder_point, order_up_to = excluded.order_up_to, bin = excluded.bin

-- name: plan_drop
DELETE FROM plans WHERE store = $1 AND product = $2

-- name: transfer_put
INSERT INTO transfers (id, from_store, to_store) VALUES ($1, $2, $3)

-- name: transfer_get
SELECT t.id, t.from_store, t.to_store, e.occurred_at FROM transfers t JOIN entries e ON e.seq = t.id WHERE t.id = $1

-- name: transfer_of_entry
SELECT t.id FROM entries e JOIN transfers t ON t.id = e.subject WHERE e.seq = $1

-- name: transfer_line_get
SELECT sent, received, lost FROM transfer_lines WHERE transfer = $1 AND product = $2

-- name: transfer_line_put
INSERT INTO transfer_lines (transfer, product, to_store, sent, received, lost) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (transfer, product) DO UPDATE
SET sent = excluded.sent, received = excluded.received, lost = excluded.lost

-- name: transfer_lines_of
SELECT product, sent, received, lost FROM transfer_lines WHERE transfer = $1 ORDER BY product

-- name: transit_anywhere
SELECT transfer, rest FROM transfer_lines WHERE product = $1 AND rest > 0 LIMIT 1

-- name: fold_stores
SELECT e.seq AS number, e.kind, e.occurred_at, e.body, e.seq FROM entries e WHERE e.kind = 'store_add' AND e.kind <> 'sale'
UNION ALL
SELECT c.seq, c.kind, c.occurred_at, c.body, c.subject FROM entries s JOIN entries c ON c.subject = s.seq WHERE s.kind = 'store_add' AND s.kind <> 'sale'
ORDER BY number

-- name: fold_sendings
SELECT seq, store, body FROM entries WHERE kind = 'transfer_out' AND kind <> 'sale' ORDER BY seq

-- name: check_plan_rows
SELECT product, store, reorder_point, order_up_to, bin FROM plans ORDER BY product, store

-- name: check_transfer_rows
SELECT id, from_store, to_store FROM transfers ORDER BY id

-- name: check_transit_rows
SELECT product, transfer, to_store, sent, received, lost, rest FROM transfer_lines ORDER BY product, transfer
