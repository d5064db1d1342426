-- From 4 to 5: what a workspace says otherwise than the framework; documents, training, what a system gives and takes, the
-- items of a workstream; certification of units, geographies and use cases.

-- A key of the framework and its value as TOML. Numbers of rules that a single metric may set stay in `parameter`.
CREATE TABLE amendment (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL CHECK (value <> '')
) STRICT, WITHOUT ROWID;

-- What passes a system on to people who were not there, in Markdown.
CREATE TABLE document (
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('playbook', 'handoff')),
    text TEXT NOT NULL CHECK (text <> ''),
    revised TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (pilot, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE training (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    held TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('users', 'managers')),
    topic TEXT NOT NULL CHECK (topic <> ''),
    attended INTEGER NOT NULL CHECK (attended > 0),
    by TEXT NOT NULL
) STRICT;
CREATE INDEX training_pilot ON training (pilot, id);

ALTER TABLE person ADD COLUMN certifier INTEGER NOT NULL DEFAULT 0 CHECK (certifier IN (0, 1));
ALTER TABLE pilot ADD COLUMN parent INTEGER REFERENCES pilot DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX pilot_parent ON pilot (parent);
ALTER TABLE tick ADD COLUMN reads TEXT NOT NULL DEFAULT '';
ALTER TABLE tick ADD COLUMN writes TEXT NOT NULL DEFAULT '';
ALTER TABLE workstream ADD COLUMN items TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(items));

-- A use case is certified too, and becomes a pilot of its own.
CREATE TABLE wider (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'geography', 'use-case')),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('planned', 'started', 'certified', 'dropped')),
    since TEXT NOT NULL,
    child INTEGER REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (pilot, kind, name)
) STRICT;
INSERT INTO wider SELECT id, pilot, kind, name, state, since, NULL FROM expansion;
DROP TABLE expansion;
ALTER TABLE wider RENAME TO expansion;
CREATE INDEX expansion_child ON expansion (child);

-- How a condition of certification is met: as the playbook has it, or otherwise, with what shows it.
CREATE TABLE certification (
    expansion INTEGER NOT NULL REFERENCES expansion DEFERRABLE INITIALLY DEFERRED,
    condition TEXT NOT NULL CHECK (condition IN ('stable', 'documented', 'governed', 'replicable')),
    inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
    evidence TEXT NOT NULL,
    given TEXT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (expansion, condition),
    CHECK (inherited = 1 OR evidence <> '')
) STRICT, WITHOUT ROWID;

ALTER TABLE gate ADD COLUMN expansion INTEGER REFERENCES expansion DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX gate_expansion ON gate (expansion);

UPDATE image SET before = json_set(before, '$.certifier', 0) WHERE tbl = 'person' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.parent', NULL) WHERE tbl = 'pilot' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.reads', '', '$.writes', '')
    WHERE tbl = 'tick' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.items', '[]')
    WHERE tbl = 'workstream' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.child', NULL)
    WHERE tbl = 'expansion' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.expansion', NULL)
    WHERE tbl = 'gate' AND before IS NOT NULL AND after IS NULL;
