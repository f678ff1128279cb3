SELECT seq, operation, batch, subjects, at, actor FROM journal
WHERE seq > ?1 AND length(changeset) > 0 AND batch <> '' ORDER BY seq
