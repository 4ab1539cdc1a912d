"""The store -> what others see: the published file (`published.snapshot`), its Datasette pages, and exports.

Nothing is imported here: every start of Datasette loads our plugin, and that must not load the store and the extractor.
"""
