"""Why something came or did not come, beside its outcome."""

EVIDENCE = """
ALTER TABLE outcomes ADD COLUMN why TEXT NOT NULL DEFAULT 'ok';
CREATE INDEX outcomes_health ON outcomes(source, at, why);
"""
