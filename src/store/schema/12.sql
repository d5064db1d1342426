-- From 11 to 12: who sent apologies for a review, among those who were not there.
ALTER TABLE attendance ADD COLUMN excused INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1));
-- Rows that were deleted stand whole in their images: an undo puts them back with the new column.
UPDATE image SET before = json_set(before, '$.excused', 0)
    WHERE tbl = 'attendance' AND before IS NOT NULL AND after IS NULL;
