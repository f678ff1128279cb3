DELETE FROM chunk
WHERE hash = ?1
    AND NOT EXISTS (SELECT 1 FROM original_chunk WHERE chunk = ?1)
    AND NOT EXISTS (SELECT 1 FROM staged_chunk WHERE chunk = ?1);
