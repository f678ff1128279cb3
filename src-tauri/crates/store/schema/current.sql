CREATE INDEX account_state_account ON account_state (account);

CREATE INDEX collected_exhibit ON collected (exhibit);

CREATE INDEX data_set_exhibit ON data_set (exhibit);

CREATE INDEX derivation_parent ON derivation (parent);

CREATE INDEX exhibit_account ON exhibit (account);

CREATE INDEX exhibit_original ON exhibit (original);

CREATE INDEX link_claim ON link (claim);

CREATE INDEX original_chunk_by_chunk ON original_chunk (chunk);

CREATE INDEX staged_chunk_by_chunk ON staged_chunk (chunk);

CREATE TABLE account_state (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES party (id),
    state TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    mark TEXT REFERENCES mark (id)
) STRICT;

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

CREATE TABLE alias (
    noun TEXT NOT NULL,
    number INTEGER NOT NULL,
    party TEXT NOT NULL REFERENCES party (id),
    PRIMARY KEY (noun, number)
) STRICT;

CREATE TABLE archive_copy (
    exhibit TEXT NOT NULL REFERENCES exhibit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    made_at TEXT,
    PRIMARY KEY (exhibit, position)
) STRICT;

CREATE TABLE binned (
    exhibit TEXT NOT NULL PRIMARY KEY REFERENCES exhibit (id)
) STRICT;

CREATE TABLE chunk (
    hash TEXT PRIMARY KEY NOT NULL
        CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    bytes BLOB NOT NULL
        CHECK (length(bytes) BETWEEN 1 AND 1048576)
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

CREATE TABLE code (
    party TEXT NOT NULL PRIMARY KEY REFERENCES party (id),
    code TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    scope TEXT NOT NULL,
    other_names TEXT NOT NULL
) STRICT;

CREATE TABLE collected (
    collection TEXT NOT NULL REFERENCES collection (id),
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    PRIMARY KEY (collection, exhibit)
) STRICT;

CREATE TABLE collection (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE data_set (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    title TEXT NOT NULL,
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    key TEXT NOT NULL,
    reading TEXT NOT NULL
) STRICT;

CREATE TABLE derivation (
    exhibit TEXT NOT NULL REFERENCES exhibit (id) ON DELETE CASCADE,
    parent TEXT NOT NULL REFERENCES exhibit (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (exhibit, parent)
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

CREATE TABLE fact (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE given_number (
    series TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

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

CREATE TABLE journal_subject (
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    id TEXT NOT NULL PRIMARY KEY,
    mark TEXT NOT NULL REFERENCES mark (id),
    claim TEXT NOT NULL REFERENCES claim (id),
    stance TEXT NOT NULL,
    explanation TEXT,
    explained_by TEXT,
    UNIQUE (mark, claim)
) STRICT;

CREATE TABLE manuscript (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE mark (
    id TEXT NOT NULL PRIMARY KEY,
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    number INTEGER NOT NULL CHECK (number > 0),
    selector TEXT NOT NULL,
    note TEXT,
    UNIQUE (exhibit, number)
) STRICT;

CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id),
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;

CREATE TABLE original (
    sha256 TEXT PRIMARY KEY NOT NULL
        CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE original_chunk (
    original TEXT NOT NULL REFERENCES original (sha256),
    position INTEGER NOT NULL CHECK (position >= 0),
    chunk TEXT NOT NULL REFERENCES chunk (hash),
    PRIMARY KEY (original, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE original_text (
    original TEXT NOT NULL PRIMARY KEY REFERENCES original (sha256),
    text TEXT NOT NULL
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

CREATE TABLE post_block (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (key, name, position)
) STRICT;

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

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE search_entry (
    place INTEGER NOT NULL PRIMARY KEY,
    noun TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE signing_key (
    only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

CREATE TABLE staged_chunk (
    import TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    chunk TEXT NOT NULL REFERENCES chunk (hash),
    PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tagged (
    exhibit TEXT NOT NULL REFERENCES exhibit (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (exhibit, tag)
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

CREATE TRIGGER chunk_is_never_changed BEFORE UPDATE ON chunk
BEGIN
    SELECT RAISE(ABORT, 'a stored chunk is never changed');
END;

CREATE TRIGGER journal_goes_on_from_its_end BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    OR NEW.previous IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
    SELECT RAISE(ABORT, 'a journal entry must follow the last one');
END;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER original_chunk_is_never_added_later BEFORE INSERT ON original_chunk
WHEN NEW.position * 1048576 >=
    (SELECT size_bytes FROM original WHERE sha256 = NEW.original)
BEGIN
    SELECT RAISE(ABORT, 'a sealed original never grows');
END;

CREATE TRIGGER original_chunk_is_never_changed BEFORE UPDATE ON original_chunk
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_chunk_is_never_deleted BEFORE DELETE ON original_chunk
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_is_never_changed BEFORE UPDATE ON original
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_is_never_deleted BEFORE DELETE ON original
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never deleted');
END;

CREATE TRIGGER sealed_chunk_is_never_deleted BEFORE DELETE ON chunk
WHEN EXISTS (SELECT 1 FROM original_chunk WHERE chunk = OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'a chunk of a sealed original is never deleted');
END;

CREATE TRIGGER search_after_delete_of_claim AFTER DELETE ON claim
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_delete_of_event AFTER DELETE ON event
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_delete_of_exhibit AFTER DELETE ON exhibit
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_delete_of_manuscript AFTER DELETE ON manuscript
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.name);
    DELETE FROM search_entry WHERE id = OLD.name;
END;

CREATE TRIGGER search_after_delete_of_mark AFTER DELETE ON mark
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
END;

CREATE TRIGGER search_after_delete_of_party AFTER DELETE ON party
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

CREATE TRIGGER search_after_insert_of_event AFTER INSERT ON event
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_insert_of_exhibit AFTER INSERT ON exhibit
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_insert_of_manuscript AFTER INSERT ON manuscript
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.name;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.name;
END;

CREATE TRIGGER search_after_insert_of_mark AFTER INSERT ON mark
BEGIN
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER search_after_insert_of_party AFTER INSERT ON party
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

CREATE TRIGGER search_after_update_of_event AFTER UPDATE ON event
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
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

CREATE TRIGGER search_after_update_of_manuscript AFTER UPDATE ON manuscript
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.name);
    DELETE FROM search_entry WHERE id = OLD.name;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.name;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.name;
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

CREATE TRIGGER search_after_update_of_party AFTER UPDATE ON party
BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_entry WHERE id = OLD.id);
    DELETE FROM search_entry WHERE id = OLD.id;
    INSERT INTO search_entry (noun, id) SELECT noun, id FROM searchable WHERE id = NEW.id;
    INSERT INTO search (rowid, title, body)
    SELECT search_entry.place, fold(searchable.title), fold(searchable.body)
    FROM searchable JOIN search_entry USING (id) WHERE searchable.id = NEW.id;
END;

CREATE TRIGGER signing_key_is_never_changed BEFORE UPDATE ON signing_key
BEGIN
    SELECT RAISE(ABORT, 'the key that signs reports is never changed');
END;

CREATE TRIGGER signing_key_is_never_deleted BEFORE DELETE ON signing_key
BEGIN
    SELECT RAISE(ABORT, 'the key that signs reports is never deleted');
END;

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
