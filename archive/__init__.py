"""Pressmark: a news-article archive with full-text search."""

__version__ = "0.1.0"
