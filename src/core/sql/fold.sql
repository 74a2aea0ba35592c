-- What replaying reads, product by product, and what it makes anew. Saying that a kind is not 'sale' is what lets the
-- database use the index that leaves sales out (entries_kind).

-- name: fold_products
SELECT seq, kind, occurred_at, body FROM entries WHERE kind = 'add' AND kind <> 'sale' ORDER BY seq

-- name: fold_changes
SELECT e.subject, e.seq, e.kind, e.occurred_at, e.body, e.store
FROM entries e CROSS JOIN entries p
WHERE e.subject IS NOT NULL AND p.seq = e.subject AND p.kind = 'add'
ORDER BY e.subject, e.seq

-- In order of entries, as they lie. The plus and the seq above 0 keep the database from looking them up by product instead.
-- name: fold_lines
SELECT l.product, l.from_place, l.to_place, l.qty_milli, l.reason, l.price_minor, l.cost_minor, l.on_hand_after, l.occurred_at,
	l.absorbed_by, l.seq, e.store, e.occurred_at, e.kind, CASE WHEN e.undoes IS NULL THEN NULL ELSE e.body END, e.subject,
	e.recorded_at
FROM entry_lines l CROSS JOIN entries e
WHERE e.seq = l.seq AND l.seq > 0 AND (+l.product > $1 OR (+l.product = $1 AND l.seq >= $2))
	AND (+l.product < $3 OR (+l.product = $3 AND l.seq < $4))
ORDER BY l.seq, l.line

-- name: fold_lines_border
SELECT product, seq FROM entry_lines WHERE (product, seq) >= ($1, $2) ORDER BY product, seq LIMIT 1 OFFSET $3

-- name: fold_book
SELECT seq, kind, occurred_at, body FROM entries WHERE kind = 'book' AND kind <> 'sale' ORDER BY seq

-- name: fold_total
SELECT (SELECT COUNT(*) FROM entry_lines) + (SELECT COUNT(*) FROM entries WHERE kind = 'add' AND kind <> 'sale')

-- name: check_stock_row
SELECT on_hand, held, committed, unavailable, available, version, moved_at, ring_day, ring
FROM stock WHERE store = $1 AND product = $2

-- name: check_stock_count
SELECT COUNT(*) FROM stock

-- name: check_usage_rows
SELECT product, store, day, sold_milli, revenue_minor FROM daily_usage ORDER BY product, store, day

-- name: check_tag_rows
SELECT product, tag, shown FROM product_tags ORDER BY product, tag

-- name: check_barcode_rows
SELECT product, code, printed, pack_milli FROM barcodes ORDER BY product, code

-- name: rebuild_due
SELECT 1 FROM unmade LIMIT 1

-- name: rebuild_clear
DELETE FROM unmade;
DELETE FROM costs;
DELETE FROM order_lines;
DELETE FROM orders;
DELETE FROM suppliers;
DELETE FROM count_scans;
DELETE FROM count_lines;
DELETE FROM count_products;
DELETE FROM counts;
DELETE FROM hold_lines;
DELETE FROM holds;
DELETE FROM transfer_lines;
DELETE FROM transfers;
DELETE FROM plans;
DELETE FROM daily_usage;
DELETE FROM stock;
DELETE FROM barcodes;
DELETE FROM product_tags;
DELETE FROM products;
DELETE FROM users;
DELETE FROM reasons;
DELETE FROM stores;
DELETE FROM book;
