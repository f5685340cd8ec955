"""The trail of the receiving codes: what was done with them, in a chain that nobody can change unseen.

  entries.py      one entry, its exact text, its hash; the rows of the table as they lie there
  keys.py         a passphrase becomes the key that signs; how strong it must be
  remembering.py  what this computer remembers of a shop outside its folder: the last entry it saw
  replaying.py    the entries one after the other: what the codes must be by now
  findings.py     what may differ, in words
  proving.py      the file beside its trail and beside what is remembered: every difference, in words
  writing.py      adds entries, each announced to the computer's memory before it is on disk

Every entry holds the hash of the one before it. What changes whose money arrives (a new code, an approval, a code taken out
of use) is signed with the passphrase's key once there is one. Everyday entries (a print, a look at the stall) carry a
signature only while the passphrase is at hand; they are covered by the chain, by what this computer remembers and by
the next signed entry. Nothing secret is kept anywhere: the key is made anew from the passphrase each time.

What it cannot see: on a computer that never saw the shop, the last entries may be missing, or another passphrase's whole
trail may stand in its place. The four check words on the printed sheet tell the second.
"""
