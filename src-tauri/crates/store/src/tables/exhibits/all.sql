SELECT
    exhibit.id, exhibit.number, exhibit.title, exhibit.kind, exhibit.held, exhibit.original,
    exhibit.media_type, exhibit.file_name, exhibit.address_requested, exhibit.address_final,
    exhibit.posted_at, exhibit.captured_at, exhibit.captured_by, exhibit.tool, exhibit.method,
    exhibit.publisher, exhibit.account, exhibit.tier, exhibit.language, exhibit.sensitivity,
    exhibit.description, exhibit.note, original.size_bytes
FROM exhibit LEFT JOIN original ON original.sha256 = exhibit.original
WHERE exhibit.id NOT IN (SELECT exhibit FROM binned)
ORDER BY exhibit.number
