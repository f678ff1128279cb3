SELECT substr(original_text.text, 1, ?2)
FROM exhibit JOIN original_text ON original_text.original = exhibit.original
WHERE exhibit.number = ?1
