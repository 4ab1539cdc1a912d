"""A quotation database for news: who said what, when, and who printed it."""
