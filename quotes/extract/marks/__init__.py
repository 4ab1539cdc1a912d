"""What stands between quotation marks."""
