-- Holds. What has expired and is not yet recorded so is found by its time: it counts no more.

-- name: hold_put
INSERT INTO holds (id, store, status, order_ref, placed_at, expires_at, changed_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: hold_change
UPDATE holds SET status = $2, changed_at = $3, version = $4 WHERE id = $1

-- name: hold_line_put
INSERT INTO hold_lines (hold, product, store, expires_at, qty_milli, held, committed, fulfilled)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: hold_line_change
UPDATE hold_lines SET held = $3, committed = $4, fulfilled = $5 WHERE hold = $1 AND product = $2

-- name: hold_get
SELECT h.id, h.store, h.status, h.order_ref, h.placed_at, h.expires_at, h.changed_at, h.version, e.id, e.kind
FROM holds h JOIN entries e ON e.seq = h.id
WHERE h.id = $1

-- name: hold_lines_get
SELECT product, qty_milli, held, committed, fulfilled FROM hold_lines WHERE hold = $1 ORDER BY product

-- name: hold_expired_first
SELECT id FROM holds WHERE status = 'held' AND expires_at <= $1 ORDER BY expires_at, id LIMIT 1

-- name: hold_next_expiry
SELECT expires_at FROM holds WHERE status = 'held' ORDER BY expires_at LIMIT 1

-- name: hold_expired_of
SELECT hold FROM hold_lines WHERE store = $1 AND product = $2 AND held > 0 AND expires_at <= $3
ORDER BY expires_at, hold LIMIT 1

-- name: hold_expired_anywhere
SELECT hold FROM hold_lines WHERE product = $1 AND held > 0 AND expires_at <= $2 ORDER BY expires_at, hold LIMIT 1

-- name: hold_expired_sum
SELECT CAST(coalesce(SUM(held), 0) AS bigint) FROM hold_lines
WHERE store = $1 AND product = $2 AND held > 0 AND expires_at <= $3

-- name: hold_ids_by_order
SELECT h.id FROM holds h JOIN entries e ON e.seq = h.id
WHERE h.order_ref = $1 AND h.store = $2 AND h.id > $5 AND e.kind = $4
	AND (h.status IN ('allocated', 'fulfilled') OR (h.status = 'held' AND (h.expires_at > $3
		OR EXISTS (SELECT 1 FROM hold_lines l WHERE l.hold = h.id AND (l.committed > 0 OR l.fulfilled > 0)))))
ORDER BY h.id LIMIT 1

-- name: hold_lines_by_order
SELECT l.hold, l.held FROM holds h JOIN hold_lines l ON l.hold = h.id
WHERE h.order_ref = $1 AND h.store = $2 AND h.expires_at > $3 AND l.product = $4 AND l.held > 0
ORDER BY l.hold LIMIT 1

-- name: hold_by_order
SELECT min(l.hold) FROM holds h JOIN hold_lines l ON l.hold = h.id
WHERE h.order_ref = $1 AND h.store = $2 AND h.expires_at > $3 AND l.held > 0

-- name: fold_holds
SELECT CASE WHEN e.kind IN ('hold_place', 'hold_allocate') THEN e.seq WHEN e.kind = 'undo' THEN e.undoes ELSE e.subject END AS hold,
	e.seq, e.kind, e.occurred_at, e.body, e.store, l.product, l.from_place, l.to_place, l.qty_milli
FROM entries e CROSS JOIN entry_lines l
WHERE l.seq = e.seq AND l.absorbed_by IS NULL AND e.kind <> 'sale'
	AND e.kind IN ('hold_place', 'hold_allocate', 'hold_convert', 'hold_release', 'hold_fulfil', 'hold_cancel', 'hold_expire', 'undo')
	AND (e.kind <> 'undo' OR e.undoes IN (SELECT u.seq FROM entries u WHERE u.kind IN ('hold_place', 'hold_allocate') AND u.kind <> 'sale'))
ORDER BY 1, 2, l.line

-- name: check_hold_rows
SELECT id, store, status, order_ref, placed_at, expires_at, changed_at, version FROM holds ORDER BY id

-- name: check_hold_line_rows
SELECT hold, product, store, expires_at, qty_milli, held, committed, fulfilled FROM hold_lines ORDER BY hold, product

-- name: check_hold_sums
SELECT p.sku, o.code FROM stock s JOIN products p ON p.id = s.product JOIN stores o ON o.id = s.store
WHERE (s.held <> 0 OR s.committed <> 0) AND (s.held <> (SELECT coalesce(SUM(l.held), 0) FROM hold_lines l WHERE l.store = s.store AND l.product = s.product AND l.held > 0)
	OR s.committed <> (SELECT coalesce(SUM(l.committed), 0) FROM hold_lines l
		WHERE l.store = s.store AND l.product = s.product AND (l.held > 0 OR l.committed > 0)))
ORDER BY s.product, s.store
