SELECT changeset FROM journal
WHERE batch = ?1 AND operation NOT IN ('undo', 'redo') ORDER BY seq
