-- Products. The fields come in the order of SB_PRODUCT_FIELDS, so that they are bound and read in a loop.

-- name: product_get
SELECT p.id, p.version, p.archived, p.created_at, p.updated_at, p.popularity, p.popularity_day, p.search_id, e.id,
	p.sku, p.name, p.description, p.barcodes, p.tags, p.price_minor, p.cost_minor, p.unit, p.decimals, p.supplier,
	p.supplier_code, p.reorder_point, p.order_up_to, p.pack_milli, p.minimum_order, p.lead_days, p.bin, p.alerts,
	p.allow_negative
FROM products p JOIN entries e ON e.seq = p.id
WHERE p.id = $1

-- name: product_rows
SELECT p.id, p.version, p.archived, p.created_at, p.updated_at, p.popularity, p.popularity_day, p.search_id, NULL,
	p.sku, p.name, p.description, p.barcodes, p.tags, p.price_minor, p.cost_minor, p.unit, p.decimals, p.supplier,
	p.supplier_code, p.reorder_point, p.order_up_to, p.pack_milli, p.minimum_order, p.lead_days, p.bin, p.alerts,
	p.allow_negative, p.name_key, p.search_text
FROM products p ORDER BY p.id

-- name: product_put
INSERT INTO products (id, version, archived, created_at, updated_at, popularity, popularity_day, search_id, name_key,
	search_text, sku, name, description, barcodes, tags, price_minor, cost_minor, unit, decimals, supplier,
	supplier_code, reorder_point, order_up_to, pack_milli, minimum_order, lead_days, bin, alerts, allow_negative)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
	$26, $27, $28, $29)

-- name: product_change
UPDATE products SET version = $2, archived = $3, created_at = $4, updated_at = $5, popularity = $6, popularity_day = $7,
	search_id = $8, name_key = $9, search_text = $10, sku = $11, name = $12, description = $13, barcodes = $14,
	tags = $15, price_minor = $16, cost_minor = $17, unit = $18, decimals = $19, supplier = $20, supplier_code = $21,
	reorder_point = $22, order_up_to = $23, pack_milli = $24, minimum_order = $25, lead_days = $26, bin = $27,
	alerts = $28, allow_negative = $29
WHERE id = $1

-- name: product_sold
UPDATE products SET popularity = $2, popularity_day = $3 WHERE id = $1

-- name: product_ranked
UPDATE products SET popularity = $2, popularity_day = $3, search_id = $4 WHERE id = $1

-- name: product_search_text
SELECT search_text FROM products WHERE id = $1

-- name: product_ids
SELECT id FROM products ORDER BY id

-- name: product_label
SELECT sku, name, decimals FROM products WHERE id = $1

-- name: product_by_sku
SELECT id, name FROM products WHERE sku = $1 AND archived = 0

-- name: product_by_archived_sku
SELECT id, name FROM products WHERE sku = $1 AND archived = 1 ORDER BY id DESC LIMIT 1

-- name: product_by_barcode
SELECT b.product, b.pack_milli, p.sku, p.name FROM barcodes b JOIN products p ON p.id = b.product WHERE b.code = $1

-- name: product_by_uuid
SELECT p.id FROM entries e JOIN products p ON p.id = e.seq WHERE e.id = $1

-- name: product_found
SELECT id, sku, name, price_minor, decimals FROM products WHERE id = $1

-- name: product_by_name_key
SELECT id, sku, name FROM products WHERE name_key = $1 AND archived = 0 ORDER BY id LIMIT 9

-- name: tag_put
INSERT INTO product_tags (tag, product, shown) VALUES ($1, $2, $3)

-- name: tags_drop
DELETE FROM product_tags WHERE product = $1

-- name: barcode_put
INSERT INTO barcodes (code, product, printed, pack_milli) VALUES ($1, $2, $3, $4)

-- name: barcodes_drop
DELETE FROM barcodes WHERE product = $1

-- name: product_edits_of
SELECT subject, body FROM entries WHERE (seq = $1 OR batch = $1) AND kind = 'edit' ORDER BY seq
