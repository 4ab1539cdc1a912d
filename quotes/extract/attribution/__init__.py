"""Whose words a quotation is, by what stands beside it."""
