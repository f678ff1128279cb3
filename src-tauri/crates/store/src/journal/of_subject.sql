SELECT seq, at, zone, actor, operation, subjects, detail, batch, changeset, previous, hash
FROM journal
WHERE seq IN (
    SELECT seq FROM journal_subject
    WHERE subject = ?1 OR subject >= ?1 || '·' AND subject < ?1 || '¸'
)
ORDER BY seq
