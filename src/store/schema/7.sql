-- From 6 to 7: indexes for foreign keys that had none. While a deferred key is open, SQLite looks for it in every row of a
-- table without an index; a file of ten thousand new pilots looked through all of them for each.

CREATE INDEX pilot_visit ON pilot (visit);
CREATE INDEX pilot_appointment ON pilot (appointment);
CREATE INDEX target_decision ON target (decision);
-- Most ticks have no owner; those are not looked for.
DROP INDEX tick_owner;
CREATE INDEX tick_owner ON tick (owner) WHERE owner IS NOT NULL;
