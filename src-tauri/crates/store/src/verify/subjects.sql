-- Entries whose subjects and whose rows in journal_subject differ.
WITH named (seq, subject) AS (
    SELECT journal.seq, each.value
    FROM journal, json_each(CASE WHEN json_valid(subjects) THEN subjects ELSE '[]' END) AS each
),
indexed (seq, subject) AS (SELECT seq, subject FROM journal_subject)
SELECT seq FROM (
    SELECT * FROM (SELECT * FROM named EXCEPT SELECT * FROM indexed)
    UNION
    SELECT * FROM (SELECT * FROM indexed EXCEPT SELECT * FROM named)
)
GROUP BY seq
ORDER BY seq
