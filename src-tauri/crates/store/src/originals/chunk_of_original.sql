SELECT original_chunk.chunk, chunk.bytes
FROM original_chunk
LEFT JOIN chunk ON chunk.hash = original_chunk.chunk
WHERE original_chunk.original = ?1 AND original_chunk.position = ?2;
