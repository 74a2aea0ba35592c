-- Entries by kind, without the sales, which are most of them: replaying asks for the additions, the stores, the people and
-- the transfers, and need not read the whole journal for each.

CREATE INDEX entries_kind ON entries (kind, seq) WHERE kind <> 'sale';

-- Which hold expires next is asked before stock moves. With the status in front this is the index for it; without, SQLite took
-- holds_status and sorted all that are held.
DROP INDEX holds_expiry;
CREATE INDEX holds_expiry ON holds (status, expires_at, id) WHERE status = 'held';
