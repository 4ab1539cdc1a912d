"""When a quotation was spoken."""
