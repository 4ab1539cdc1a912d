"""The store -> what others see: the published file (`published.snapshot`), its Datasette pages, and exports.

Nothing is imported here: every start of Datasette loads our plugin, and that must not load the store and the extractor.
"""

LINK = "quotes.db"  # in a published folder: points to the newest file
LAYOUT = 3  # of the published file, as its `pragma user_version`; one more whenever what sql/ writes changes
