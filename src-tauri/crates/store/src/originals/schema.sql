-- Originals: the bytes as captured, in chunks of 1 MiB named by their BLAKE3.
-- The triggers are a seat-belt against mistakes, not proof: whoever holds the
-- key can drop them. Proof is `verify` and the journal's receipt.

CREATE TABLE chunk (
    hash TEXT PRIMARY KEY NOT NULL
        CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    bytes BLOB NOT NULL
        CHECK (length(bytes) BETWEEN 1 AND 1048576)
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

CREATE INDEX original_chunk_by_chunk ON original_chunk (chunk);

-- What an import has read so far and not yet sealed.
CREATE TABLE staged_chunk (
    import TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    chunk TEXT NOT NULL REFERENCES chunk (hash),
    PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX staged_chunk_by_chunk ON staged_chunk (chunk);

CREATE TRIGGER original_is_never_changed BEFORE UPDATE ON original
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_is_never_deleted BEFORE DELETE ON original
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never deleted');
END;

CREATE TRIGGER original_chunk_is_never_changed BEFORE UPDATE ON original_chunk
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_chunk_is_never_deleted BEFORE DELETE ON original_chunk
BEGIN
    SELECT RAISE(ABORT, 'a sealed original is never changed');
END;

CREATE TRIGGER original_chunk_is_never_added_later BEFORE INSERT ON original_chunk
WHEN NEW.position * 1048576 >=
    (SELECT size_bytes FROM original WHERE sha256 = NEW.original)
BEGIN
    SELECT RAISE(ABORT, 'a sealed original never grows');
END;

CREATE TRIGGER chunk_is_never_changed BEFORE UPDATE ON chunk
BEGIN
    SELECT RAISE(ABORT, 'a stored chunk is never changed');
END;

CREATE TRIGGER sealed_chunk_is_never_deleted BEFORE DELETE ON chunk
WHEN EXISTS (SELECT 1 FROM original_chunk WHERE chunk = OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'a chunk of a sealed original is never deleted');
END;
