"""The trail of the receiving codes: what was done with them, in a chain that nobody can change unseen.

  entries.py      one entry, its exact text, its hash; the rows of the table as they lie there
  keys.py         a passphrase becomes the key that signs; how strong it must be
  remembering.py  what this computer remembers of a shop outside its folder: the last entry it saw
  replaying.py    the entries one after the other: what the codes must be by now
  findings.py     what may differ, in words
  proving.py      the file beside its trail and beside what is remembered: every difference, in words
  writing.py      adds entries, each announced to the computer's memory before it is on disk

Every entry holds the hash of the one before it. What changes whose money arrives (a new code, an approval, a code taken out
of use) is signed with the passphrase's key once there is one. Where a cooperative named a second person, both sign what lets a
code be shown, the waiting time and who that person is; the signatures stand beside each other in the row, owner first.

Everyday entries (a print, a look at the stall) are not signed: a passphrase asked for at every print would soon be written on
the wall, or held open all day. They decide about nobody's money; they are covered by the chain, by what this computer remembers
and by the next signed entry, and those that this computer did not write itself are told in amber until she owns up to them.

A passphrase set anew after its days of waiting begins the record again with another key. The computer where she waited knows it;
another one stops, and goes on once she writes the new passphrase and the four words of a sheet printed since: the words come from
the new key, so only who holds her new paper has them before the screen shows them.

Nothing secret is kept anywhere: the keys are made anew from the passphrases each time.

What it cannot see: on a computer that never saw the shop, the last entries may be missing, or another passphrase's whole
trail may stand in its place. The four check words on the printed sheet tell the second. Who can write this person's own files and
sit at the screen can also delete what the computer remembers; then it looks at the shop as for the first time, and says so.
"""
