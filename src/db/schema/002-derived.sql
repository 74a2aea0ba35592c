-- Derived tables: dropped and replayed from the facts by `stockbook rebuild`.

CREATE TABLE book (
	only_row INT64_KEY,
	currency TEXT NOT NULL,
	products INT64 NOT NULL,             -- not archived
	CHECK (only_row = 1)
) STRICT_TABLE;

CREATE TABLE stores (
	id INT64_KEY,                        -- seq of the entry that added it
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	allow_negative INT64 NOT NULL,
	created_at INT64 NOT NULL
) STRICT_TABLE;

CREATE TABLE products (
	id INT64_KEY,                        -- seq of the entry that added it; its UUID is that entry's
	version INT64 NOT NULL,              -- seq of the entry that changed it last
	sku TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,              -- folded, for sorting
	description TEXT,
	unit TEXT NOT NULL,
	decimals INT64 NOT NULL,
	price_minor INT64,
	cost_minor INT64,
	reorder_point INT64,
	order_up_to INT64,
	pack_milli INT64,
	minimum_order INT64,
	lead_days INT64,
	supplier TEXT,
	supplier_code TEXT,
	bin TEXT,
	alerts INT64 NOT NULL,
	allow_negative INT64,                -- NULL: as the store says
	archived INT64 NOT NULL,
	tags TEXT NOT NULL,                  -- joined by |, as shown; product_tags is for looking up
	barcodes TEXT NOT NULL,              -- joined by |, CODE or CODE*PACK, as printed
	popularity INT64 NOT NULL,           -- recent sales in thousandths, halved every 32 days
	popularity_day INT64 NOT NULL,
	search_id INT64 NOT NULL,            -- popularity bucket << 40 | id
	search_text TEXT NOT NULL,           -- folded text in the index
	created_at INT64 NOT NULL,
	updated_at INT64 NOT NULL,
	CHECK (decimals BETWEEN 0 AND 3),
	CHECK (archived IN (0, 1)),
	CHECK (alerts IN (0, 1))
) STRICT_TABLE;
CREATE UNIQUE INDEX products_sku ON products (sku) WHERE archived = 0;
CREATE INDEX products_archived ON products (sku, id) WHERE archived = 1;
-- archived and the name: matches are counted, and put in order, without reading their rows.
CREATE UNIQUE INDEX products_search ON products (search_id, archived, name_key);
-- The orders of the list, without its archived products, so that walking one need not look at the rows it passes over.
CREATE INDEX products_name ON products (name_key, id) WHERE archived = 0;
CREATE INDEX products_price ON products (price_minor, id) WHERE archived = 0;
CREATE INDEX products_supplier ON products (supplier, id) WHERE supplier IS NOT NULL;

CREATE TABLE product_tags (
	tag TEXT NOT NULL,                   -- folded
	product INT64 NOT NULL REFERENCES products (id),
	shown TEXT NOT NULL,
	PRIMARY KEY (tag, product)
) CLUSTERED_TABLE;
CREATE INDEX product_tags_product ON product_tags (product);

CREATE TABLE barcodes (
	code TEXT NOT NULL,                  -- digits zero-padded to 14, else as typed
	product INT64 NOT NULL REFERENCES products (id),
	printed TEXT NOT NULL,
	pack_milli INT64 NOT NULL,           -- what one scan counts
	PRIMARY KEY (code)                   -- of products not archived; archiving takes them out
) CLUSTERED_TABLE;
CREATE INDEX barcodes_product ON barcodes (product);

CREATE TABLE stock (
	store INT64 NOT NULL REFERENCES stores (id),
	product INT64 NOT NULL REFERENCES products (id),
	on_hand INT64 NOT NULL,
	held INT64 NOT NULL,
	committed INT64 NOT NULL,
	unavailable INT64 NOT NULL,
	available INT64 NOT NULL GENERATED ALWAYS AS (on_hand - held - committed - unavailable) STORED,
	version INT64 NOT NULL,              -- grows with each change
	ring BYTES NOT NULL,                 -- 14 days' net units sold, thousandths, 8 bytes little-endian each, slot = day % 14
	ring_day INT64 NOT NULL,             -- the newest day in the ring
	moved_at INT64,                      -- when it last moved
	PRIMARY KEY (store, product),
	CHECK (held >= 0 AND committed >= 0 AND unavailable >= 0)
) CLUSTERED_TABLE;
CREATE INDEX stock_on_hand ON stock (store, on_hand, product);
CREATE INDEX stock_available ON stock (store, available, product);

CREATE TABLE daily_usage (
	product INT64 NOT NULL REFERENCES products (id),
	store INT64 NOT NULL REFERENCES stores (id),
	day INT64 NOT NULL,                  -- the store's day of occurrence
	sold_milli INT64 NOT NULL,           -- net of customers' returns and undone sales
	revenue_minor INT64 NOT NULL,
	PRIMARY KEY (product, store, day)
) CLUSTERED_TABLE;
