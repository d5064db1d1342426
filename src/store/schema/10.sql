-- From 9 to 10: what a tracker said last of a pilot that a register brought, beside what the register said.
ALTER TABLE source ADD COLUMN tracked TEXT CHECK (json_valid(tracked));
-- Rows that were deleted stand whole in their images: an undo puts them back with the new column.
UPDATE image SET before = json_set(before, '$.tracked', NULL)
    WHERE tbl = 'source' AND before IS NOT NULL AND after IS NULL;
