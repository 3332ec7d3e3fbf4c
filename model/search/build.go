package search

import (
	"slices"
	"strings"
	"sync"

	"teapot/model"
	"teapot/model/logs"
)

// buildCorpus indexes the catalog in two halves at the same time, because the first query
// waits for it.
func buildCorpus(c *model.Catalog) *corpus {
	entries := c.All()
	built := &corpus{docs: make([]document, len(entries))}
	built.reader = sync.OnceValue(func() *logs.Reader { return logs.NewReader(c) })
	half := len(entries) / 2
	var second *builder
	var work sync.WaitGroup
	work.Go(func() { second = addEntries(built.docs, entries, half, len(entries)) })
	first := addEntries(built.docs, entries, 0, half)
	work.Wait()
	first.join(second, built.docs[half:])
	built.ix = first.finish()
	return built
}

// addEntries sets docs[from:to] to the documents of these entries, and returns their index.
func addEntries(docs []document, entries []*model.Entry, from, to int) *builder {
	b := newBuilder(to - from)
	for i := from; i < to; i++ {
		docs[i] = b.addEntry(int32(i), entries[i]) //nolint:gosec // far fewer entries than an int32 holds
	}
	return b
}

// builder makes an index of documents, which are added one after the other.
type builder struct {
	*index
	idsBySpelling map[string]int32 // by the word as it is written, with capitals
	// occurrences are in the order of the documents. later are those of the documents that
	// join has added.
	occurrences, later []occurrence
	last               []int32 // by term, the number of its last occurrence plus 1
	phrases            []phrase
}

// occurrence is a term in a document.
type occurrence struct {
	id int32
	posting
}

// newBuilder returns a builder with capacity for that many documents.
func newBuilder(docs int) *builder {
	const terms, words, phraseTerms, phrases, spellings = 8, 32, 32, 10, 8 // estimates for one document
	return &builder{
		index: &index{
			ids: make(map[string]int32, terms*docs), terms: make([]string, 0, terms*docs), docs: docs,
			spellings: make([]spelling, 0, spellings*docs), phraseTerms: make([]int32, 0, phraseTerms*docs),
		},
		idsBySpelling: make(map[string]int32, terms*docs), last: make([]int32, 0, terms*docs),
		occurrences: make([]occurrence, 0, words*docs), phrases: make([]phrase, 0, phrases*docs),
	}
}

// addEntry indexes everything of an entry except its body.
func (b *builder) addEntry(doc int32, e *model.Entry) document {
	first := len(b.phrases)
	b.addPhrase(doc, nameField, e.Name)
	for _, alias := range e.Aliases {
		b.addPhrase(doc, aliasField, alias)
	}
	for keyword := range e.Keywords() {
		b.addPhrase(doc, keywordField, keyword)
	}
	b.addText(doc, vendorField, e.Vendor)
	b.addConstants(doc, e.Constants)
	for _, l := range e.Links {
		if l.Relation != model.SeeAlso && l.Relation != model.ToReply && !l.Special() {
			b.addText(doc, linkField, l.Target)
		}
	}
	b.addText(doc, summaryField, e.Summary)
	return document{entry: e, code: strings.ToLower(e.Code), phrases: b.phrases[first:len(b.phrases):len(b.phrases)]}
}

// addPhrase adds a name, an alias or a keyword. One with CamelCase is two phrases: ETag
// is typed as two words and as one.
func (b *builder) addPhrase(doc int32, f docField, text string) {
	b.addWords(doc, f, text, true)
	if hasHump(text) {
		b.addWords(doc, f, text, false)
	}
}

// addWords adds a text as one phrase.
func (b *builder) addWords(doc int32, f docField, text string, camelCase bool) {
	from := len(b.phraseTerms)
	for start, end := nextWord(text, 0, camelCase); start < end; start, end = nextWord(text, end, camelCase) {
		b.phraseTerms = append(b.phraseTerms, b.addWord(doc, f, text[start:end]))
	}
	b.phrases = append(b.phrases, phrase{text, int32(from), int32(len(b.phraseTerms)), f}) //nolint:gosec // far fewer words than an int32 holds
}

// addConstants adds the names of a code in programming languages. Their words are nearly
// the same, so only those of the first constant and of Rails are added. Each constant is
// also added as one word, for users who type it without capitals.
func (b *builder) addConstants(doc int32, constants []model.Constant) {
	for i, c := range constants {
		if i == 0 || c.Language == "rails" {
			b.addText(doc, constantField, c.Name)
		}
		if name := c.Name[strings.LastIndexAny(c.Name, ".:")+1:]; i == 0 || !strings.EqualFold(name, constants[i-1].Name) {
			for start, end := nextWord(name, 0, false); start < end; start, end = nextWord(name, end, false) {
				b.addWord(doc, constantField, name[start:end])
			}
		}
	}
}

// addText adds the words of a text, except the shortest words of links and summaries.
func (b *builder) addText(doc int32, f docField, text string) {
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		if end-start > 2 || f > summaryField {
			b.addWord(doc, f, text[start:end])
		}
	}
}

// addWord adds one word as it is written, and returns the id of its term.
func (b *builder) addWord(doc int32, f docField, word string) int32 {
	id, known := b.idsBySpelling[word]
	if !known {
		id = b.addSpelling(word, f)
	}
	if n := b.last[id]; n > 0 && b.occurrences[n-1].doc() == doc {
		b.occurrences[n-1].posting = max(b.occurrences[n-1].posting, newPosting(doc, f))
		return id
	}
	b.occurrences = append(b.occurrences, occurrence{id, newPosting(doc, f)})
	b.last[id] = int32(len(b.occurrences)) //nolint:gosec // far fewer than an int32 holds
	return id
}

// addSpelling adds a word that no document had before, and returns the id of its term.
// If it comes from a summary, misspelled words are not compared with it: summaries have
// too many common words.
func (b *builder) addSpelling(written string, f docField) int32 {
	word := strings.ToLower(written)
	id := b.termID(stem(word))
	b.idsBySpelling[written] = id
	if f > summaryField {
		b.spellings = append(b.spellings, spelling{word, id})
	}
	return id
}

// termID returns the id of a term, which is added if the index does not have it.
func (b *builder) termID(term string) int32 {
	if id, known := b.ids[term]; known {
		return id
	}
	id := int32(len(b.terms)) //nolint:gosec // far fewer terms than an int32 holds
	b.ids[term] = id
	b.terms = append(b.terms, term)
	b.last = append(b.last, 0)
	return id
}

// join adds the documents of another builder, which follow those of b, and makes their
// phrases refer to the index of b. The other builder must not be used afterwards.
func (b *builder) join(other *builder, docs []document) {
	ids := make([]int32, len(other.terms))
	for i, term := range other.terms {
		ids[i] = b.termID(term)
	}
	for i, o := range other.occurrences {
		other.occurrences[i].id = ids[o.id]
	}
	b.later = other.occurrences
	shift := int32(len(b.phraseTerms)) //nolint:gosec // far fewer words than an int32 holds
	b.phraseTerms = slices.Grow(b.phraseTerms, len(other.phraseTerms))
	for _, id := range other.phraseTerms {
		b.phraseTerms = append(b.phraseTerms, ids[id])
	}
	for _, d := range docs {
		for i := range d.phrases {
			d.phrases[i].from += shift
			d.phrases[i].to += shift
		}
	}
	b.spellings = slices.Grow(b.spellings, len(other.spellings))
	for _, s := range other.spellings {
		b.spellings = append(b.spellings, spelling{s.word, ids[s.id]})
	}
	b.docs += other.docs
}

// finish turns the occurrences into posting lists, and returns the index.
func (b *builder) finish() *index {
	frequencies := make([]int, len(b.terms))
	for _, o := range b.occurrences {
		frequencies[o.id]++
	}
	for _, o := range b.later {
		frequencies[o.id]++
	}
	b.setIDFs(frequencies)
	b.postings = emptyPostings(frequencies, len(b.occurrences)+len(b.later))
	for _, o := range b.occurrences {
		b.postings[o.id] = append(b.postings[o.id], o.posting)
	}
	for _, o := range b.later {
		b.postings[o.id] = append(b.postings[o.id], o.posting)
	}
	return b.index
}
