package search

import "strings"

// scorePhrases compares the query with the phrases of a document. It returns how much the
// best matching phrase adds to the score of the document, and whether the query is the name
// or an alias of the entry.
func (r *ranking) scorePhrases(doc int) (gain float32, exact bool) {
	d := &r.docs[doc]
	for _, p := range d.phrases {
		g, e := r.scorePhrase(p)
		gain, exact = max(gain, g), exact || e && p.field >= aliasField
	}
	if r.beginsName(d.entry.Name) {
		return gain + nameStartWeight/float32(len(r.ix.termsOf(d.name()))), true
	}
	return gain, exact
}

// beginsName reports whether the query is one word and the name begins with it.
func (r *ranking) beginsName(name string) bool {
	if len(r.q.words) != 1 {
		return false
	}
	typed := r.q.words[0].word
	return len(typed) >= 4 && len(typed) <= len(name) && strings.EqualFold(name[:len(typed)], typed)
}

// scorePhrase compares the query with a phrase. It returns how much the phrase adds to the
// score of its document, and whether query and phrase match exactly. Precision is the part
// of the phrase that is in the query, and recall is the part of the query that is in the
// phrase. In both, a word counts as much as its idf.
func (r *ranking) scorePhrase(p phrase) (gain float32, exact bool) {
	var matched, all float32
	// confidence[n] is how likely word n of the query means a term of the phrase. The words
	// after the 16th are ignored.
	var confidence [16]float32
	for _, id := range r.ix.termsOf(p) {
		idf := r.ix.idf(id)
		all += idf
		if m, ok := r.wordOf[id]; ok {
			matched += idf * m.confidence
			if m.word < len(confidence) {
				confidence[m.word] = max(confidence[m.word], m.confidence)
			}
		}
	}
	if matched == 0 {
		return 0, false
	}
	var inPhrase, query float32
	for i, idf := range r.wordIDFs[:min(len(r.wordIDFs), len(confidence))] {
		inPhrase, query = inPhrase+confidence[i]*idf, query+idf
	}
	if query == 0 {
		return 0, false
	}
	precision, recall := matched/all, inPhrase/query
	gain = phraseWeight * precision * min(recall, 1) * p.field.weight() / nameField.weight()
	return gain, precision > exactPrecision && recall > exactRecall && precision*recall > exactProduct
}
