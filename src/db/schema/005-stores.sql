-- What differs from store to store, and what is on its way between stores; derived like everything in 002.

CREATE TABLE plans (
	store INT64 NOT NULL REFERENCES stores (id),
	product INT64 NOT NULL REFERENCES products (id),
	reorder_point INT64,                 -- NULL in these: as the product says
	order_up_to INT64,
	bin TEXT,
	PRIMARY KEY (store, product)
) CLUSTERED_TABLE;

CREATE TABLE transfers (
	id INT64_KEY,                        -- seq of the entry that sent it
	from_store INT64 NOT NULL REFERENCES stores (id),
	to_store INT64 NOT NULL REFERENCES stores (id),
	CHECK (from_store <> to_store)
) STRICT_TABLE;

CREATE TABLE transfer_lines (
	transfer INT64 NOT NULL REFERENCES transfers (id),
	product INT64 NOT NULL REFERENCES products (id),
	to_store INT64 NOT NULL REFERENCES stores (id),
	sent INT64 NOT NULL,                 -- 0 once the sending was undone
	received INT64 NOT NULL,
	lost INT64 NOT NULL,                 -- what closing it gave up
	rest INT64 NOT NULL GENERATED ALWAYS AS (sent - received - lost) STORED,
	PRIMARY KEY (transfer, product),
	CHECK (sent >= 0 AND received >= 0 AND lost >= 0 AND sent - received - lost >= 0)
) CLUSTERED_TABLE;
CREATE INDEX transfer_lines_coming ON transfer_lines (to_store, product) WHERE rest > 0;
CREATE INDEX transfer_lines_product ON transfer_lines (product) WHERE rest > 0;
