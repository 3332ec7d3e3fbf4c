package search

import (
	"slices"
	"strings"
	"sync"

	"teapot/model"
	"teapot/model/logs"
)

// buildCorpus returns the corpus of the catalog. It indexes the two halves of the entries
// concurrently, because the first query waits for the index. reader returns the reader of log
// lines.
func buildCorpus(c *model.Catalog, reader func() *logs.Reader) *corpus {
	entries := c.All()
	built := &corpus{docs: make([]document, len(entries)), reader: reader}
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

// addEntries makes docs[from:to] the documents of entries[from:to], and returns a builder
// that has indexed them.
func addEntries(docs []document, entries []*model.Entry, from, to int) *builder {
	b := newBuilder(to - from)
	for i := from; i < to; i++ {
		docs[i] = b.addEntry(int32(i), entries[i]) //nolint:gosec // far fewer entries than an int32 holds
	}
	return b
}

// builder makes the index of everything except bodies. Documents are added in order.
type builder struct {
	*index
	idsBySpelling  map[string]int32 // maps a word, with its capitals, to the id of its term
	occurrences    []occurrence     // of the documents that addEntry has added, in order
	joined         []occurrence     // of the documents that join has added, in order
	lastOccurrence []int32          // lastOccurrence[id] is 1 + the index of the last occurrence of term id, or 0
	phrases        []phrase         // of all documents; each document has a part of this slice
}

// occurrence says that a document contains a term, and in which field.
type occurrence struct {
	id int32 // id of the term
	posting
}

// newBuilder returns a builder that has memory for the given number of documents.
func newBuilder(docs int) *builder {
	const terms, words, phraseTerms, phrases, spellings = 8, 32, 32, 10, 8 // estimated averages for one document
	return &builder{
		index: &index{
			ids: make(map[string]int32, terms*docs), terms: make([]string, 0, terms*docs), docs: docs,
			spellings: make([]spelling, 0, spellings*docs), phraseTerms: make([]int32, 0, phraseTerms*docs),
		},
		idsBySpelling: make(map[string]int32, terms*docs), lastOccurrence: make([]int32, 0, terms*docs),
		occurrences: make([]occurrence, 0, words*docs), phrases: make([]phrase, 0, phrases*docs),
	}
}

// addEntry indexes an entry without its body, and returns its document.
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
		if l.Relation != model.RelationSee && l.Relation != model.RelationReply && !l.Special() {
			b.addText(doc, linkField, l.Target)
		}
	}
	b.addText(doc, summaryField, e.Summary)
	d := document{entry: e, code: strings.ToLower(e.Code), phrases: b.phrases[first:len(b.phrases):len(b.phrases)]}
	if r, ok := model.ParseRange(e.Code); ok {
		d.codes = &r
	}
	return d
}

// addPhrase adds a name, an alias or a keyword. A text in CamelCase is added as two phrases,
// because users may type ETag as one word or as two.
func (b *builder) addPhrase(doc int32, f docField, text string) {
	b.addWords(doc, f, text, true)
	if hasCamelCase(text) {
		b.addWords(doc, f, text, false)
	}
}

// addWords adds a text as one phrase. If camelCase is set, it splits words in CamelCase.
func (b *builder) addWords(doc int32, f docField, text string, camelCase bool) {
	from := len(b.phraseTerms)
	for start, end := nextWord(text, 0, camelCase); start < end; start, end = nextWord(text, end, camelCase) {
		b.phraseTerms = append(b.phraseTerms, b.addWord(doc, f, text[start:end]))
	}
	b.phrases = append(b.phrases, phrase{text, int32(from), int32(len(b.phraseTerms)), f}) //nolint:gosec // far fewer words than an int32 holds
}

// addConstants adds the names of a code in programming languages. All languages use nearly
// the same words, so only the words of the first constant and of the one of Rails are added.
// Each constant is also added as one word, for users who type it without capitals.
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

// addText adds the words of a text. Of links and summaries, it leaves out words of one or
// two bytes.
func (b *builder) addText(doc int32, f docField, text string) {
	for start, end := nextWord(text, 0, true); start < end; start, end = nextWord(text, end, true) {
		if end-start > 2 || f > summaryField {
			b.addWord(doc, f, text[start:end])
		}
	}
}

// addWord records that the document has the word in the field, and returns the id of the
// word's term.
func (b *builder) addWord(doc int32, f docField, word string) int32 {
	id, known := b.idsBySpelling[word]
	if !known {
		id = b.addSpelling(word, f)
	}
	if n := b.lastOccurrence[id]; n > 0 && b.occurrences[n-1].doc() == doc {
		b.occurrences[n-1].posting = max(b.occurrences[n-1].posting, newPosting(doc, f))
		return id
	}
	b.occurrences = append(b.occurrences, occurrence{id, newPosting(doc, f)})
	b.lastOccurrence[id] = int32(len(b.occurrences)) //nolint:gosec // far fewer occurrences than an int32 holds
	return id
}

// addSpelling adds a word that is in none of the earlier documents, and returns the id of its
// term. Misspelled words of a query are later compared with the new word, unless it is from a
// summary: summaries have too many common words.
func (b *builder) addSpelling(word string, f docField) int32 {
	lower := strings.ToLower(word)
	id := b.termID(stem(lower))
	b.idsBySpelling[word] = id
	if f > summaryField {
		b.spellings = append(b.spellings, spelling{lower, id})
	}
	return id
}

// termID returns the id of a term. If the index does not have the term, termID adds it.
func (b *builder) termID(term string) int32 {
	if id, known := b.ids[term]; known {
		return id
	}
	id := int32(len(b.terms)) //nolint:gosec // far fewer terms than an int32 holds
	b.ids[term] = id
	b.terms = append(b.terms, term)
	b.lastOccurrence = append(b.lastOccurrence, 0)
	return id
}

// join adds the documents of a second builder, docs, after those of b, and makes their
// phrases refer to the index of b. The second builder must not be used afterwards.
func (b *builder) join(second *builder, docs []document) {
	ids := make([]int32, len(second.terms))
	for i, term := range second.terms {
		ids[i] = b.termID(term)
	}
	for i, o := range second.occurrences {
		second.occurrences[i].id = ids[o.id]
	}
	b.joined = second.occurrences
	shift := int32(len(b.phraseTerms)) //nolint:gosec // far fewer words than an int32 holds
	b.phraseTerms = slices.Grow(b.phraseTerms, len(second.phraseTerms))
	for _, id := range second.phraseTerms {
		b.phraseTerms = append(b.phraseTerms, ids[id])
	}
	for _, d := range docs {
		for i := range d.phrases {
			d.phrases[i].from += shift
			d.phrases[i].to += shift
		}
	}
	b.spellings = slices.Grow(b.spellings, len(second.spellings))
	for _, s := range second.spellings {
		b.spellings = append(b.spellings, spelling{s.word, ids[s.id]})
	}
	b.docs += second.docs
}

// finish turns the occurrences into posting lists, and returns the index.
func (b *builder) finish() *index {
	frequencies := make([]int, len(b.terms))
	for _, o := range b.occurrences {
		frequencies[o.id]++
	}
	for _, o := range b.joined {
		frequencies[o.id]++
	}
	b.setIDFs(frequencies)
	b.postings = emptyPostings(frequencies, len(b.occurrences)+len(b.joined))
	for _, o := range b.occurrences {
		b.postings[o.id] = append(b.postings[o.id], o.posting)
	}
	for _, o := range b.joined {
		b.postings[o.id] = append(b.postings[o.id], o.posting)
	}
	return b.index
}
