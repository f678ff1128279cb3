-- The content of a case. Every change of these tables is recorded by a session
-- and stands in the journal.
--
-- Ids are random texts, so that two copies of a case can be merged. Moments are
-- written “UTC precision offset”, such as `2024-05-15T08:21:00Z minute +14400`;
-- the offset in seconds is `?` where the source gave no zone.

CREATE TABLE fact (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE party (
    id TEXT NOT NULL PRIMARY KEY,
    noun TEXT NOT NULL CHECK (noun IN ('person', 'organisation', 'account')),
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    platform TEXT,
    platform_id TEXT,
    -- A JSON array of texts.
    other_names TEXT NOT NULL,
    UNIQUE (noun, number)
) STRICT;

CREATE TABLE exhibit (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    held TEXT NOT NULL,
    original TEXT REFERENCES original (sha256),
    media_type TEXT,
    file_name TEXT,
    address_requested TEXT,
    address_final TEXT,
    posted_at TEXT,
    captured_at TEXT,
    captured_by TEXT,
    tool TEXT,
    method TEXT,
    publisher TEXT,
    account TEXT REFERENCES party (id),
    tier TEXT NOT NULL,
    language TEXT,
    sensitivity TEXT NOT NULL,
    description TEXT,
    note TEXT
) STRICT;

CREATE INDEX exhibit_original ON exhibit (original);
CREATE INDEX exhibit_account ON exhibit (account);

CREATE TABLE derivation (
    exhibit TEXT NOT NULL REFERENCES exhibit (id) ON DELETE CASCADE,
    parent TEXT NOT NULL REFERENCES exhibit (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (exhibit, parent)
) STRICT;

CREATE INDEX derivation_parent ON derivation (parent);

CREATE TABLE archive_copy (
    exhibit TEXT NOT NULL REFERENCES exhibit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    made_at TEXT,
    PRIMARY KEY (exhibit, position)
) STRICT;

-- Exhibits that a journalist put together. What lies in none and not in the bin
-- is the inbox.
CREATE TABLE collection (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE collected (
    collection TEXT NOT NULL REFERENCES collection (id),
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    PRIMARY KEY (collection, exhibit)
) STRICT;

CREATE INDEX collected_exhibit ON collected (exhibit);

CREATE TABLE tagged (
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (exhibit, tag)
) STRICT;

-- Exhibits that were thrown away and can be put back.
CREATE TABLE binned (
    exhibit TEXT NOT NULL PRIMARY KEY REFERENCES exhibit (id)
) STRICT;

CREATE TABLE mark (
    id TEXT NOT NULL PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    number INTEGER NOT NULL CHECK (number > 0),
    selector TEXT NOT NULL,
    note TEXT,
    UNIQUE (exhibit, number)
) STRICT;

CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    text TEXT NOT NULL,
    accuses TEXT REFERENCES party (id),
    identity_account TEXT REFERENCES party (id),
    identity_person TEXT REFERENCES party (id),
    confidence TEXT,
    confidence_reason TEXT,
    confidence_by TEXT,
    confidence_at TEXT,
    withdrawn TEXT
) STRICT;

CREATE TABLE link (
    id TEXT NOT NULL PRIMARY KEY,
    mark TEXT NOT NULL REFERENCES mark (id),
    claim TEXT NOT NULL REFERENCES claim (id),
    stance TEXT NOT NULL,
    explanation TEXT,
    explained_by TEXT,
    UNIQUE (mark, claim)
) STRICT;

CREATE INDEX link_claim ON link (claim);

CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id),
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;

-- The numbers of parties that were merged into others.
CREATE TABLE alias (
    noun TEXT NOT NULL,
    number INTEGER NOT NULL,
    party TEXT NOT NULL REFERENCES party (id),
    PRIMARY KEY (noun, number)
) STRICT;

CREATE TABLE account_state (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES party (id),
    state TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    mark TEXT REFERENCES mark (id)
) STRICT;

CREATE INDEX account_state_account ON account_state (account);

CREATE TABLE affiliation (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    who TEXT NOT NULL REFERENCES party (id),
    organisation TEXT NOT NULL REFERENCES party (id),
    level TEXT NOT NULL,
    role TEXT,
    held_from TEXT,
    held_to TEXT,
    basis TEXT NOT NULL,
    mark TEXT REFERENCES mark (id)
) STRICT;

CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    title TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT,
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    place TEXT,
    about TEXT REFERENCES party (id),
    mark TEXT REFERENCES mark (id)
) STRICT;

CREATE TABLE reply (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    whom TEXT NOT NULL REFERENCES party (id),
    asked_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    deadline TEXT,
    -- A JSON array of moments.
    reminders TEXT NOT NULL,
    answer TEXT REFERENCES exhibit (id)
) STRICT;

CREATE TABLE reply_claim (
    reply TEXT NOT NULL REFERENCES reply (id) ON DELETE CASCADE,
    claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (reply, claim)
) STRICT;

CREATE TABLE waiver (
    id TEXT NOT NULL PRIMARY KEY,
    rule TEXT NOT NULL,
    objects TEXT NOT NULL,
    sentence TEXT,
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;

CREATE TABLE manuscript (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- A data set of posts: how the sealed file of an exhibit is read. `reading` says it in
-- JSON, with what was counted; `key` finds its columns.
CREATE TABLE data_set (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    title TEXT NOT NULL,
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    key TEXT NOT NULL,
    reading TEXT NOT NULL
) STRICT;

CREATE INDEX data_set_exhibit ON data_set (exhibit);

-- The columns of data sets, block by block. They follow from the sealed bytes and the
-- reading, so they are kept beside both and not in the journal; what is missing is read anew.
CREATE TABLE post_block (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (key, name, position)
) STRICT;

-- The text that was read out of an original when it was sealed: it follows from
-- the bytes, so it stands beside them and not in the journal.
CREATE TABLE original_text (
    original TEXT NOT NULL PRIMARY KEY REFERENCES original (sha256),
    text TEXT NOT NULL
) STRICT;

-- The last number given in each series; numbers are never given twice, so this
-- is not undone.
CREATE TABLE given_number (
    series TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- Everything that happened. `hash` covers all other columns of its row, so
-- `previous` chains each entry to the one before it.
CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    actor TEXT NOT NULL,
    operation TEXT NOT NULL,
    subjects TEXT NOT NULL,
    detail TEXT NOT NULL,
    batch TEXT NOT NULL,
    changeset BLOB NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Which entries are about a thing, so that its custody is found without reading
-- all of them.
CREATE TABLE journal_subject (
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

-- Seat-belts, not proof: whoever holds the key can drop them. `verify` is the proof.
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_goes_on_from_its_end BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    OR NEW.previous IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
    SELECT RAISE(ABORT, 'a journal entry must follow the last one');
END;

-- Full-text search. The index holds folded words only; what a reader sees is
-- read from the content.
CREATE TABLE search_entry (
    place INTEGER NOT NULL PRIMARY KEY,
    noun TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW searchable (noun, id, title, body) AS
SELECT 'exhibit', exhibit.id, exhibit.title,
    concat_ws(' ', exhibit.description, exhibit.publisher, exhibit.address_requested,
        exhibit.file_name, exhibit.note, original_text.text)
FROM exhibit LEFT JOIN original_text ON original_text.original = exhibit.original
UNION ALL
SELECT 'mark', mark.id, coalesce(mark.note, ''), coalesce(mark.selector ->> 'exact', '') FROM mark
UNION ALL
SELECT 'claim', claim.id, claim.text, coalesce(claim.confidence_reason, '') FROM claim
UNION ALL
SELECT party.noun, party.id, party.name, concat_ws(' ', party.platform, party.platform_id, party.other_names)
FROM party
UNION ALL
SELECT 'event', event.id, event.title, coalesce(event.place, '') FROM event
UNION ALL
SELECT 'manuscript', manuscript.name, '', manuscript.text FROM manuscript;

CREATE TRIGGER search_after_insert_of_exhibit AFTER INSERT ON exhibit
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_update_of_exhibit AFTER UPDATE ON exhibit
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_delete_of_exhibit AFTER DELETE ON exhibit
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_insert_of_mark AFTER INSERT ON mark
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_update_of_mark AFTER UPDATE ON mark
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_delete_of_mark AFTER DELETE ON mark
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_insert_of_claim AFTER INSERT ON claim
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_update_of_claim AFTER UPDATE ON claim
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_delete_of_claim AFTER DELETE ON claim
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_insert_of_party AFTER INSERT ON party
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_update_of_party AFTER UPDATE ON party
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_delete_of_party AFTER DELETE ON party
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_insert_of_event AFTER INSERT ON event
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_update_of_event AFTER UPDATE ON event
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_delete_of_event AFTER DELETE ON event
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_insert_of_manuscript AFTER INSERT ON manuscript
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.name;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.name;
END;

CREATE TRIGGER search_after_update_of_manuscript AFTER UPDATE ON manuscript
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.name);
    DELETE FROM search_entry WHERE id = OLD.name;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.name;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.name;
END;

CREATE TRIGGER search_after_delete_of_manuscript AFTER DELETE ON manuscript
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.name);
    DELETE FROM search_entry WHERE id = OLD.name;
END;
