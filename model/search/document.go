package search

import "teapot/model"

// document is an entry as the index has it.
type document struct {
	entry   *model.Entry
	code    string // in lower case
	phrases []phrase
}

// phrase is a name, an alias or a keyword. Its terms are phraseTerms[from:to] of the
// index.
type phrase struct {
	text     string
	from, to int32
	field    docField
}

// name returns the phrase of the entry's name, which is always the first one.
func (d *document) name() phrase { return d.phrases[0] }

// hasInitials reports whether the words of the entry's name begin with these letters.
func (d *document) hasInitials(letters string) bool {
	name, n := d.entry.Name, 0
	for start, end := nextWord(name, 0, true); start < end; start, end = nextWord(name, end, true) {
		if n == len(letters) || name[start]|0x20 != letters[n] {
			return false
		}
		n++
	}
	return n == len(letters)
}
