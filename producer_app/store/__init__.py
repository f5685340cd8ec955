"""The shop on disk: a folder with ``shop.db`` and ``files/``. Knows no area.

  shop.py     Shop: open, step, undo, redo, on_change, load, save
  schema.py   Migrations: what each area's ``schema.py`` is made of
  journal.py  the undo log, kept by SQLite triggers
  searching.py counting.py   full-text indexes and counts, in step with their tables
  settings.py settings dataclasses as text, field by field
  opening.py  the checks before a shop is opened, and its upgrade
  seal.py     the digest of the file at its last clean end
  lock.py     one window a shop
  refusals.py everything that can be wrong with a file or a disk, in plain words
  files.py    photos and documents, named by digest; ``atomic_write``
  darkroom.py processes of their own in which files from outside are decoded
  copies.py   names and order of backups; which may go
  backup.py   copy, check and restore one shop folder
  checking.py the thorough check of an open shop
"""
