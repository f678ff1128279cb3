SELECT exhibit.id, substr(original_text.text, 1, ?1) AS excerpt
FROM exhibit JOIN original_text ON original_text.original = exhibit.original
