"""Who an article tells of, and whom a mention means."""
