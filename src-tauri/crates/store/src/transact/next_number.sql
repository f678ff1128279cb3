INSERT INTO given_number (series, last) VALUES (?1, 1)
ON CONFLICT (series) DO UPDATE SET last = last + 1
RETURNING last
