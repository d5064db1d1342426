-- From 7 to 8: the readings of each metric and year once more as one value, from which very many pilots are judged. A
-- trigger makes a row for each reading that comes in and empties its value; the end of an entry makes the value anew,
-- after another program's readings the next entry on that metric does. Where it is empty the readings are read themselves.
CREATE TABLE series (
    metric INTEGER NOT NULL,
    -- The year of the readings' weeks.
    year INTEGER NOT NULL,
    -- The newest entry that it counts in.
    entry INTEGER NOT NULL,
    readings BLOB,
    PRIMARY KEY (metric, year)
) STRICT, WITHOUT ROWID;

INSERT INTO series SELECT metric, week / 100, max(entry), NULL FROM reading GROUP BY metric, week / 100;
