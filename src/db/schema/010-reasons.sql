-- A shop's own reasons why stock is removed or corrected; derived like everything in 002.

CREATE TABLE reasons (
	id INT64_KEY,                        -- seq of the entry that added it
	word TEXT NOT NULL UNIQUE,
	label TEXT NOT NULL,
	direction INT64 NOT NULL,            -- -1 only out, 1 only in, 0 both
	shrinkage INT64 NOT NULL,
	demand INT64 NOT NULL,
	CHECK (direction IN (-1, 0, 1)),
	CHECK (shrinkage IN (0, 1)),
	CHECK (demand IN (0, 1))
) STRICT_TABLE;

-- Most lines have no reason: whether one was ever used, and how often, need not look at them.
CREATE INDEX entry_lines_reason ON entry_lines (reason) WHERE reason IS NOT NULL;
