SELECT exhibit.id, original_text.text
FROM exhibit JOIN original_text ON original_text.original = exhibit.original
