"""Articles of which visitors may see more or less than of their outlet: found without a look at the others."""

LEVELS = """
CREATE INDEX articles_own_access ON articles(outlet_id, access) WHERE access <> 'inherit';
"""
