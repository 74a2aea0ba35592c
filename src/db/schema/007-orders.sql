-- Suppliers, what is ordered from them, and what goods have cost; derived like everything in 002.

CREATE TABLE suppliers (
	id INT64_KEY,                        -- seq of the entry that added it
	version INT64 NOT NULL,              -- seq of the entry that changed it last
	name TEXT NOT NULL,                  -- products name it by this
	name_key TEXT NOT NULL UNIQUE,       -- folded
	code TEXT UNIQUE,
	contact TEXT,
	lead_days INT64,
	minimum_minor INT64,                 -- the least an order must come to
	note TEXT,
	retired INT64 NOT NULL,
	created_at INT64 NOT NULL,
	CHECK (retired IN (0, 1))
) STRICT_TABLE;
CREATE INDEX suppliers_name ON suppliers (name);

CREATE TABLE orders (
	id INT64_KEY,                        -- seq of the entry that ordered
	store INT64 NOT NULL REFERENCES stores (id),
	supplier INT64 NOT NULL REFERENCES suppliers (id),
	expected_day INT64
) STRICT_TABLE;
CREATE INDEX orders_supplier ON orders (supplier, id);

CREATE TABLE order_lines (
	order_id INT64 NOT NULL REFERENCES orders (id),
	product INT64 NOT NULL REFERENCES products (id),
	store INT64 NOT NULL,                -- the order's
	ordered INT64 NOT NULL,              -- 0 once that was undone, or if it came without having been ordered
	received INT64 NOT NULL,             -- of what was ordered
	beyond INT64 NOT NULL,               -- what came besides
	dropped INT64 NOT NULL,              -- what will not come any more
	cost_minor INT64,                    -- agreed for one unit
	rest INT64 NOT NULL GENERATED ALWAYS AS (ordered - received - dropped) STORED,
	PRIMARY KEY (order_id, product),
	CHECK (ordered >= 0 AND received >= 0 AND beyond >= 0 AND dropped >= 0 AND ordered - received - dropped >= 0)
) CLUSTERED_TABLE;
CREATE INDEX order_lines_coming ON order_lines (store, product) WHERE rest > 0;
CREATE INDEX order_lines_product ON order_lines (product) WHERE rest > 0;

CREATE TABLE costs (
	product INT64_KEY REFERENCES products (id),
	value_milli INT64 NOT NULL,          -- thousandths of a minor unit; what the quantity cost on average
	qty_milli INT64 NOT NULL,
	CHECK (value_milli >= 0 AND qty_milli > 0)
) STRICT_TABLE;

-- What a step leaves to be made from the journal, which is done when the book is opened for writing the next time.
CREATE TABLE unmade (
	what TEXT PRIMARY KEY
) STRICT_TABLE;
INSERT INTO unmade (what) SELECT 'costs' WHERE EXISTS (SELECT 1 FROM entries);
