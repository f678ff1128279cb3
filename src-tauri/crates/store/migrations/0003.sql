-- The key that signs reports. It never leaves the case, so it is no part of the
-- journal; the public half is a fact of the case.
CREATE TABLE signing_key (
    only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

CREATE TRIGGER signing_key_is_never_changed BEFORE UPDATE ON signing_key
BEGIN
    SELECT RAISE(ABORT, 'the key that signs reports is never changed');
END;

CREATE TRIGGER signing_key_is_never_deleted BEFORE DELETE ON signing_key
BEGIN
    SELECT RAISE(ABORT, 'the key that signs reports is never deleted');
END;
