"""The command line's kit: arguments in, one result on standard output, words on standard error; knows no area."""
