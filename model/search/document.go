package search

import "teapot/model"

// document is an entry with what searching needs to know about it.
type document struct {
	entry   *model.Entry
	code    string           // the code of the entry in lower case
	codes   *model.CodeRange // the codes of the entry, if its code is a range; nil for all others
	phrases []phrase
}

// phrase is a name, an alias or a keyword of an entry. The ids of its terms are
// index.phraseTerms[from:to].
type phrase struct {
	text     string
	from, to int32
	field    docField
}

// name returns the phrase that is the name of the entry.
func (d *document) name() phrase { return d.phrases[0] } // addEntry adds the name first

// hasInitials reports whether the letters are the initials of the entry's name: tmr for Too
// Many Requests. They are in lower case.
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
