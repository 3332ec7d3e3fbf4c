package search

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"teapot/model"
)

// place says in which part of an entry a word stands.
type place uint8

const (
	inBody place = iota
	inSummary
	inLink
	inConstant
	inVendor
	inKeyword
	inAlias
	inName
)

// weight is how much a word counts where it stands.
func (p place) weight() float32 {
	switch p {
	case inName:
		return 8
	case inAlias:
		return 7
	case inKeyword:
		return 5.5
	case inVendor:
		return 5
	case inConstant:
		return 3
	case inLink:
		return 1.8
	case inSummary:
		return 2.8
	case inBody:
	}
	return 1
}

// String names the place for people.
func (p place) String() string {
	switch p {
	case inName:
		return "name"
	case inAlias:
		return "alias"
	case inKeyword:
		return "keyword"
	case inVendor:
		return "vendor"
	case inConstant:
		return "constant"
	case inLink:
		return "related"
	case inSummary:
		return "summary"
	case inBody:
	}
	return "page"
}

// posting says that a word stands in an entry, and in its best place: the number
// of the document, and in the lowest bits the place. There are very many.
type posting uint32

const placeBits = 3

func newPosting(doc int32, p place) posting { return posting(doc)<<placeBits | posting(p) }

func (p posting) doc() int32 { return int32(p >> placeBits) } //nolint:gosec // it was one

func (p posting) place() place { return place(p & (1<<placeBits - 1)) }

// index finds entries by words.
type index struct {
	ids      map[string]int32 // by word
	words    []string         // by id
	postings [][]posting      // by id
	rarities []float32        // by id
	forms    []form           // what misspelled words are compared with
	docs     int
	raws     map[string]int32 // by the word as it is written; until finish
	notes    []note           // in the order of the documents; until finish
	joined   []note           // those of the documents that follow; until finish
	last     []int32          // by id, one more than the place of its last note; until finish
	phrased  []int32          // the ids of the words of all phrases
	phrases  []phrase         // those of all documents, which share this array; until finish
}

// note says that a word stands in an entry.
type note struct {
	id int32
	posting
}

// form is a word as it is written.
type form struct {
	raw string
	id  int32
}

// newIndex makes an index with room for so many documents of so many words each.
func newIndex(docs, each int) *index {
	return &index{
		ids: make(map[string]int32, 8*docs), raws: make(map[string]int32, 8*docs),
		words: make([]string, 0, 8*docs), last: make([]int32, 0, 8*docs),
		notes: make([]note, 0, each*docs),
		docs:  docs,
	}
}

// add notes the words of a text. Documents come one after the other.
func (ix *index) add(doc int32, p place, text string) {
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		if end-start > 2 || p > inSummary { // in running text, short words say nothing
			ix.note(doc, p, text[start:end])
		}
	}
}

// phrase adds a name, an alias or a keyword. CamelCase may stay in one piece.
func (ix *index) phrase(doc int32, p place, text string, humps bool) {
	from := len(ix.phrased)
	for start, end := nextWord(text, 0, humps); start < end; start, end = nextWord(text, end, humps) {
		ix.phrased = append(ix.phrased, ix.note(doc, p, text[start:end]))
	}
	ix.phrases = append(ix.phrases, phrase{text, int32(from), int32(len(ix.phrased)), p}) //nolint:gosec // there are not that many words
}

// of returns the ids of the words of a phrase.
func (ix *index) of(p phrase) []int32 { return ix.phrased[p.from:p.to] }

// note notes one word.
func (ix *index) note(doc int32, p place, raw string) int32 {
	id, known := ix.raws[raw]
	if !known {
		id = ix.learn(raw, p)
	}
	if n := ix.last[id]; n > 0 && ix.notes[n-1].doc() == doc {
		ix.notes[n-1].posting = max(ix.notes[n-1].posting, newPosting(doc, p))
		return id
	}
	ix.notes = append(ix.notes, note{id, newPosting(doc, p)})
	ix.last[id] = int32(len(ix.notes)) //nolint:gosec // there are not that many
	return id
}

// learn adds a form that was not met before. What only bodies and summaries say
// is no help against typing errors.
func (ix *index) learn(written string, p place) int32 {
	raw := strings.ToLower(written)
	word := stem(raw)
	id, known := ix.ids[word]
	if !known {
		id = ix.newWord(word)
	}
	ix.raws[written] = id
	if p > inSummary {
		ix.forms = append(ix.forms, form{raw, id})
	}
	return id
}

func (ix *index) newWord(word string) int32 {
	id := int32(len(ix.words)) //nolint:gosec // there are not that many words
	ix.ids[word] = id
	ix.words = append(ix.words, word)
	ix.last = append(ix.last, 0)
	return id
}

// join adds the index of the documents that follow, and makes their phrases those
// of this index. The other one is of no use afterwards.
func (ix *index) join(other *index, docs []doc) {
	ids := make([]int32, len(other.words))
	for i, w := range other.words {
		id, known := ix.ids[w]
		if !known {
			id = ix.newWord(w)
		}
		ids[i] = id
	}
	for i, n := range other.notes {
		other.notes[i].id = ids[n.id]
	}
	ix.joined = other.notes
	shift := int32(len(ix.phrased)) //nolint:gosec // there are not that many words
	ix.phrased = slices.Grow(ix.phrased, len(other.phrased))
	for _, id := range other.phrased {
		ix.phrased = append(ix.phrased, ids[id])
	}
	for _, d := range docs {
		for i := range d.phrases {
			d.phrases[i].from += shift
			d.phrases[i].to += shift
		}
	}
	ix.forms = slices.Grow(ix.forms, len(other.forms))
	for _, f := range other.forms {
		ix.forms = append(ix.forms, form{f.raw, ids[f.id]})
	}
	ix.docs += other.docs
}

// finish sorts the notes by word, and weighs the words.
func (ix *index) finish() {
	counts := make([]int, len(ix.words))
	for _, n := range ix.notes {
		counts[n.id]++
	}
	for _, n := range ix.joined {
		counts[n.id]++
	}
	ix.weigh(counts)
	ix.postings = shared(counts, len(ix.notes)+len(ix.joined))
	for _, n := range ix.notes {
		ix.postings[n.id] = append(ix.postings[n.id], n.posting)
	}
	for _, n := range ix.joined {
		ix.postings[n.id] = append(ix.postings[n.id], n.posting)
	}
	ix.notes, ix.joined, ix.last, ix.raws, ix.phrases = nil, nil, nil, nil, nil
}

// weigh says how much each word tells, by the number of entries that have it.
func (ix *index) weigh(counts []int) {
	ix.rarities = make([]float32, len(counts))
	for id, n := range counts {
		ix.rarities[id] = float32(math.Log(1 + float64(ix.docs)/float64(n)))
	}
}

// shared makes empty lists with room for so many postings each, which share an
// array.
func shared(counts []int, total int) [][]posting {
	all := make([]posting, total)
	lists := make([][]posting, len(counts))
	for i, n := range counts {
		lists[i], all = all[:0:n], all[n:]
	}
	return lists
}

// rarity is how much a word tells: more, the fewer entries have it.
func (ix *index) rarity(id int32) float32 { return ix.rarities[id] }

// prefixed returns the ids of up to most words that begin with w, the commonest
// first, w itself not among them. There are some thousand words: looking through
// them takes less than sorting them would.
func (ix *index) prefixed(w string, most int) []int32 {
	var out []int32
	for id, word := range ix.words {
		if len(word) > len(w) && word[0] == w[0] && word[:len(w)] == w {
			out = append(out, int32(id)) //nolint:gosec // ids are int32
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(ix.postings[b]), len(ix.postings[a])), cmp.Compare(a, b))
	})
	return out[:min(len(out), most)]
}

// constants adds the names of a code in languages. They are much alike: the
// words of the first one are enough, and each of the others in one piece, as it
// is typed without capitals.
func (ix *index) constants(n int32, constants []model.Constant) {
	for i, c := range constants {
		if i == 0 || c.Language == "rails" {
			ix.add(n, inConstant, c.Name)
		}
		if name := c.Name[strings.LastIndexAny(c.Name, ".:")+1:]; i == 0 || !strings.EqualFold(name, constants[i-1].Name) {
			for start, end := nextWord(name, 0, false); start < end; start, end = nextWord(name, end, false) {
				ix.note(n, inConstant, name[start:end])
			}
		}
	}
}

// doc is an entry as the index sees it.
type doc struct {
	entry   *model.Entry
	code    string // lower case
	phrases []phrase
}

// hasInitials reports whether the words of the entry's name begin with these
// letters.
func (d *doc) hasInitials(letters string) bool {
	name, n := d.entry.Name, 0
	for start, end := nextWord(name, 0, true); start < end; start, end = nextWord(name, end, true) {
		if n == len(letters) || name[start]|0x20 != letters[n] {
			return false
		}
		n++
	}
	return n == len(letters)
}

// name is the phrase that the entry's name is, the first of all.
func (d *doc) name() phrase { return d.phrases[0] }

// phrase is a name, an alias or a keyword, and from where to where its words
// stand in the index.
type phrase struct {
	text     string
	from, to int32
	place    place
}

// named adds a name, an alias or a keyword; ETag is two words and one.
func (ix *index) named(n int32, p place, text string) {
	ix.phrase(n, p, text, true)
	if hasHump(text) {
		ix.phrase(n, p, text, false)
	}
}

func hasHump(text string) bool {
	for i := 1; i < len(text); i++ {
		if isWordByte(text[i-1]) && isHump(text, i) {
			return true
		}
	}
	return false
}

// addEntry indexes everything of an entry but its body.
func (ix *index) addEntry(n int32, e *model.Entry) doc {
	first := len(ix.phrases)
	ix.named(n, inName, e.Name)
	for _, a := range e.Aliases {
		ix.named(n, inAlias, a)
	}
	for k := range e.Keywords() {
		ix.named(n, inKeyword, k)
	}
	ix.add(n, inVendor, e.Vendor)
	ix.constants(n, e.Constants)
	for _, l := range e.Links {
		if l.Relation != model.SeeAlso && l.Relation != model.ToReply && !l.Special() {
			ix.add(n, inLink, l.Target)
		}
	}
	ix.add(n, inSummary, e.Summary)
	return doc{entry: e, code: strings.ToLower(e.Code), phrases: ix.phrases[first:len(ix.phrases):len(ix.phrases)]}
}
