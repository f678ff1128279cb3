-- What no printed copy shows: parts of exhibits, and names behind codes.

CREATE TABLE redaction (
    id TEXT NOT NULL PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    number INTEGER NOT NULL CHECK (number > 0),
    selector TEXT NOT NULL,
    reason TEXT NOT NULL,
    label TEXT,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    UNIQUE (exhibit, number)
) STRICT;

-- `other_names` is a JSON array of texts.
CREATE TABLE code (
    party TEXT NOT NULL PRIMARY KEY REFERENCES party (id),
    code TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    scope TEXT NOT NULL,
    other_names TEXT NOT NULL
) STRICT;
