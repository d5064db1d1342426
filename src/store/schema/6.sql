-- From 5 to 6: reviews with their agenda, attendance and minutes; actions; what brings a decision back, what it parks and
-- what was known when it was taken; the committee; money spent; the files that leave a review.

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    chair INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    slot INTEGER NOT NULL CHECK (slot > 0),
    opened TEXT,
    closed TEXT,
    entry INTEGER
) STRICT;
CREATE INDEX review_chair ON review (chair);
-- What is decided while a review is open belongs to it: there is one.
CREATE UNIQUE INDEX review_open ON review (state) WHERE state = 'open';

CREATE TABLE attendance (
    review INTEGER NOT NULL REFERENCES review DEFERRABLE INITIALLY DEFERRED,
    person INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    present INTEGER NOT NULL CHECK (present IN (0, 1)),
    PRIMARY KEY (review, person)
) STRICT, WITHOUT ROWID;

-- Reasons are a JSON array of objects with the kind of what is due and its id, where it has one; prepared is what title,
-- wanted and minutes were when the item was made of what is due: what people changed since stays.
CREATE TABLE agenda (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES review DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pilot', 'finding', 'stale', 'actions', 'topic')),
    pilot INTEGER REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL CHECK (title <> ''),
    wanted TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped', 'carried')),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    prepared TEXT NOT NULL CHECK (json_valid(prepared))
) STRICT;
CREATE INDEX agenda_review ON agenda (review, place);
CREATE INDEX agenda_pilot ON agenda (pilot);

CREATE TABLE minute (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES review DEFERRABLE INITIALLY DEFERRED,
    agenda INTEGER REFERENCES agenda DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL CHECK (text <> ''),
    at TEXT NOT NULL,
    by TEXT NOT NULL
) STRICT;
CREATE INDEX minute_review ON minute (review, id);
CREATE INDEX minute_agenda ON minute (agenda);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL CHECK (text <> ''),
    owner INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    due TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    pilot INTEGER REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    review INTEGER REFERENCES review DEFERRABLE INITIALLY DEFERRED,
    made TEXT NOT NULL,
    ended TEXT,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX action_owner ON action (owner);
CREATE INDEX action_pilot ON action (pilot);
CREATE INDEX action_review ON action (review);

-- How a pilot was reported and computed when a review closed.
CREATE TABLE standing (
    review INTEGER NOT NULL REFERENCES review DEFERRABLE INITIALLY DEFERRED,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    reported TEXT NOT NULL,
    computed TEXT NOT NULL,
    PRIMARY KEY (review, pilot)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_pilot ON standing (pilot);

CREATE TABLE member (
    person INTEGER PRIMARY KEY REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    function TEXT NOT NULL
) STRICT;

-- The files of a closed review as they were written by its entry: append-only, outside the journal and the export.
CREATE TABLE pack (
    review INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (review, entry, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE workspace ADD COLUMN chair INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE workspace ADD COLUMN cadence INTEGER NOT NULL DEFAULT 28 CHECK (cadence > 0);
ALTER TABLE workspace ADD COLUMN slot INTEGER NOT NULL DEFAULT 60 CHECK (slot > 0);

ALTER TABLE decision ADD COLUMN review INTEGER REFERENCES review DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE decision ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN revisit TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN watched INTEGER REFERENCES metric DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE decision ADD COLUMN settled TEXT;
ALTER TABLE decision ADD COLUMN parks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parks));
ALTER TABLE decision ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence));
CREATE INDEX decision_review ON decision (review);
CREATE INDEX decision_watched ON decision (watched);

ALTER TABLE pilot ADD COLUMN spend_change INTEGER CHECK (spend_change >= 0);
ALTER TABLE pilot ADD COLUMN spend_technology INTEGER CHECK (spend_technology >= 0);

UPDATE image SET before = json_set(before, '$.spend_change', NULL, '$.spend_technology', NULL)
    WHERE tbl = 'pilot' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.review', NULL, '$.cause', '', '$.revisit', '', '$.watched', NULL,
    '$.settled', NULL, '$.parks', '[]', '$.evidence', '[]')
    WHERE tbl = 'decision' AND before IS NOT NULL AND after IS NULL;
