SELECT
    mark.exhibit,
    count(DISTINCT CASE link.stance WHEN 'supports' THEN link.claim END),
    count(DISTINCT CASE link.stance WHEN 'contradicts' THEN link.claim END),
    count(DISTINCT CASE link.stance WHEN 'context' THEN link.claim END),
    count(DISTINCT CASE link.stance WHEN 'denial' THEN link.claim END),
    count(DISTINCT link.claim)
FROM link JOIN mark ON mark.id = link.mark
GROUP BY mark.exhibit
