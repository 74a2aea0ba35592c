-- Holds, derived from the journal like everything in 002: what is set aside for an order, and what of it is left.

CREATE TABLE holds (
	id INT64_KEY,                        -- seq of the entry that placed it
	store INT64 NOT NULL REFERENCES stores (id),
	status TEXT NOT NULL,                -- as recorded: one that has expired stays 'held' until that is recorded as well
	order_ref TEXT,
	placed_at INT64 NOT NULL,
	expires_at INT64,                    -- NULL: never, it was allocated at once
	changed_at INT64 NOT NULL,
	version INT64 NOT NULL,              -- seq of the entry that changed it last
	CHECK (status IN ('held', 'allocated', 'fulfilled', 'released', 'cancelled', 'expired'))
) STRICT_TABLE;
CREATE INDEX holds_expiry ON holds (expires_at, id) WHERE status = 'held';
CREATE INDEX holds_order ON holds (order_ref, id) WHERE order_ref IS NOT NULL;
CREATE INDEX holds_status ON holds (status, id);

CREATE TABLE hold_lines (
	hold INT64 NOT NULL REFERENCES holds (id),
	product INT64 NOT NULL REFERENCES products (id),
	store INT64 NOT NULL,                -- the hold's
	expires_at INT64,                    -- the hold's
	qty_milli INT64 NOT NULL,            -- as placed
	held INT64 NOT NULL,                 -- still held
	committed INT64 NOT NULL,            -- allocated and not handed over
	fulfilled INT64 NOT NULL,            -- handed over
	PRIMARY KEY (hold, product),
	CHECK (qty_milli > 0 AND held >= 0 AND committed >= 0 AND fulfilled >= 0)
) CLUSTERED_TABLE;
CREATE INDEX hold_lines_held ON hold_lines (store, product, expires_at, held) WHERE held > 0;
CREATE INDEX hold_lines_open ON hold_lines (store, product, hold) WHERE held > 0 OR committed > 0;
CREATE INDEX hold_lines_product ON hold_lines (product, hold);
