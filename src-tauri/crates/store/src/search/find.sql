SELECT search_entry.noun, search_entry.id
FROM search JOIN search_entry ON search_entry.place = search.rowid
WHERE search MATCH ?1
ORDER BY bm25(search, 4.0, 1.0), search_entry.place
LIMIT ?2
