"""What a site says against text and data mining and machine learning, kept with what was captured from it."""

OPTOUTS = """
ALTER TABLE captures ADD COLUMN opt_outs TEXT;  -- as `where:what`, joined by '; '; null where nothing was said
"""
