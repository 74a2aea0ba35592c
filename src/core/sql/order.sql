-- Suppliers, what is ordered from them, and what goods have cost.

-- name: supplier_put
INSERT INTO suppliers (id, version, created_at, name_key, name, code, contact, lead_days, minimum_minor, note, retired)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO UPDATE
SET version = excluded.version, code = excluded.code, contact = excluded.contact, lead_days = excluded.lead_days,
	minimum_minor = excluded.minimum_minor, note = excluded.note, retired = excluded.retired

-- name: supplier_drop
DELETE FROM suppliers WHERE id = $1

-- name: supplier_get
SELECT u.id, u.version, u.created_at, e.id, u.name, u.code, u.contact, u.lead_days, u.minimum_minor, u.note, u.retired
FROM suppliers u JOIN entries e ON e.seq = u.id
WHERE u.id = $1

-- name: supplier_id_by_name
SELECT id, name FROM suppliers WHERE name_key = $1

-- name: supplier_id_by_code
SELECT id, name FROM suppliers WHERE code = $1

-- name: supplier_id_by_uuid
SELECT u.id FROM entries e JOIN suppliers u ON u.id = e.seq WHERE e.id = $1

-- name: supplier_named
SELECT DISTINCT supplier FROM products WHERE supplier IS NOT NULL

-- name: supplier_used
SELECT 1 FROM orders WHERE supplier = $1 LIMIT 1

-- name: order_put
INSERT INTO orders (id, store, supplier, expected_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET expected_day = excluded.expected_day

-- name: order_get
SELECT o.id, o.store, o.supplier, o.expected_day FROM orders o WHERE o.id = $1

-- name: order_of_entry
SELECT o.id FROM entries e JOIN orders o ON o.id = e.subject WHERE e.seq = $1

-- name: order_line_get
SELECT ordered, received, beyond, dropped, cost_minor FROM order_lines WHERE order_id = $1 AND product = $2

-- name: order_line_put
INSERT INTO order_lines (order_id, product, store, ordered, received, beyond, dropped, cost_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (order_id, product) DO UPDATE
SET ordered = excluded.ordered, received = excluded.received, beyond = excluded.beyond, dropped = excluded.dropped,
	cost_minor = excluded.cost_minor

-- name: order_lines_of
SELECT product, ordered, received, beyond, dropped, cost_minor FROM order_lines
WHERE order_id = $1 AND (ordered > 0 OR beyond > 0) ORDER BY product

-- name: order_anywhere
SELECT order_id, rest FROM order_lines WHERE product = $1 AND rest > 0 LIMIT 1

-- name: order_suggest
SELECT p.id, p.sku, p.name, p.decimals, p.supplier, p.cost_minor,
	coalesce((SELECT n.reorder_point FROM plans n WHERE n.store = $1 AND n.product = p.id), p.reorder_point),
	coalesce((SELECT n.order_up_to FROM plans n WHERE n.store = $1 AND n.product = p.id), p.order_up_to),
	p.minimum_order, p.pack_milli,
	s.available + coalesce((SELECT CAST(SUM(x.held) AS bigint) FROM hold_lines x
		WHERE x.store = $1 AND x.product = p.id AND x.held > 0 AND x.expires_at <= $2), 0),
	coalesce((SELECT CAST(SUM(w.rest) AS bigint) FROM transfer_lines w WHERE w.to_store = $1 AND w.product = p.id AND w.rest > 0), 0)
	+ coalesce((SELECT CAST(SUM(w.rest) AS bigint) FROM order_lines w WHERE w.store = $1 AND w.product = p.id AND w.rest > 0), 0)
FROM products p JOIN stock s ON s.store = $1 AND s.product = p.id
WHERE p.archived = 0 AND (CAST($3 AS text) IS NULL OR p.supplier = $3)
	AND (s.moved_at IS NOT NULL
		OR EXISTS (SELECT 1 FROM plans n WHERE n.store = $1 AND n.product = p.id AND n.reorder_point IS NOT NULL)
		OR NOT EXISTS (SELECT 1 FROM stock o WHERE o.product = p.id AND o.moved_at IS NOT NULL))
ORDER BY p.supplier IS NULL, p.supplier, p.sku

-- name: cost_get
SELECT value_milli, qty_milli FROM costs WHERE product = $1

-- name: cost_put
INSERT INTO costs (product, value_milli, qty_milli) VALUES ($1, $2, $3)
ON CONFLICT (product) DO UPDATE SET value_milli = excluded.value_milli, qty_milli = excluded.qty_milli

-- name: cost_drop
DELETE FROM costs WHERE product = $1

-- name: cost_owned
SELECT (SELECT CAST(coalesce(SUM(s.on_hand), 0) AS bigint) FROM stores o CROSS JOIN stock s WHERE s.store = o.id AND s.product = $1),
	(SELECT CAST(coalesce(SUM(w.rest), 0) AS bigint) FROM transfer_lines w WHERE w.product = $1 AND w.rest > 0)

-- name: fold_suppliers
SELECT e.seq AS supplier, e.seq AS number, e.kind, e.occurred_at, e.body FROM entries e WHERE e.kind = 'supplier_add' AND e.kind <> 'sale'
UNION ALL
SELECT c.subject, c.seq, c.kind, c.occurred_at, c.body FROM entries s JOIN entries c ON c.subject = s.seq WHERE s.kind = 'supplier_add' AND s.kind <> 'sale'
ORDER BY supplier, number

-- name: fold_orders
SELECT e.seq AS order_id, e.seq AS number, e.kind, e.store, e.body FROM entries e WHERE e.kind = 'order_new' AND e.kind <> 'sale'
UNION ALL
SELECT c.subject, c.seq, c.kind, c.store, c.body FROM entries s JOIN entries c ON c.subject = s.seq WHERE s.kind = 'order_new' AND s.kind <> 'sale'
ORDER BY order_id, number

-- name: check_supplier_rows
SELECT u.id, u.version, u.created_at, NULL, u.name, u.code, u.contact, u.lead_days, u.minimum_minor, u.note, u.retired, u.name_key
FROM suppliers u ORDER BY u.id

-- name: check_order_rows
SELECT id, store, supplier, expected_day FROM orders ORDER BY id

-- name: check_order_line_rows
SELECT product, order_id, store, ordered, received, beyond, dropped, cost_minor, rest FROM order_lines ORDER BY product, order_id

-- name: check_cost_rows
SELECT product, value_milli, qty_milli FROM costs ORDER BY product
