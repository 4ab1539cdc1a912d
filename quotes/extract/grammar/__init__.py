"""Words and how they stand: tokens, phrases, subjects, reporting clauses, and the word lists they are read by."""
