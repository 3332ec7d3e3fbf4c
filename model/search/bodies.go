package search

import (
	"strings"

	"teapot/model"
)

// bodyReader indexes what the pages say. Somebody types meanwhile, so it makes
// little that has to be thrown away: the pages share a piece of memory, and of a
// word that was met before nothing is copied.
type bodyReader struct {
	ix     *index
	raws   map[string]int32 // by the word as it is written
	counts []int            // by id, in how many pages the word stands
	last   []int32          // by id, one more than the last page in which it does
	said   []int32          // the ids of the words of each page, one page behind the other
	ends   []int            // where they end, by page
	text   []byte           // the page that is read
}

// indexBodies makes the index of the pages of these entries.
func indexBodies(entries []*model.Entry) *index {
	r := bodyReader{
		ix:   &index{ids: make(map[string]int32, 6*len(entries)), docs: len(entries)},
		raws: make(map[string]int32, 8*len(entries)),
		said: make([]int32, 0, 96*len(entries)),
		ends: make([]int, 0, len(entries)),
	}
	for i, e := range entries {
		r.text = e.AppendBody(r.text[:0])
		r.page(int32(i)) //nolint:gosec // there are not that many entries
	}
	return r.finish()
}

// page reads the words of a page. Short ones say nothing.
func (r *bodyReader) page(doc int32) {
	for start, end := nextWord(r.text, 0, true); start < end; start, end = nextWord(r.text, end, true) {
		if end-start <= 2 {
			continue
		}
		id, known := r.raws[string(r.text[start:end])]
		if !known {
			id = r.learn(r.text[start:end])
		}
		if r.last[id] <= doc {
			r.last[id] = doc + 1
			r.counts[id]++
			r.said = append(r.said, id)
		}
	}
	r.ends = append(r.ends, len(r.said))
}

// learn adds a form that was not met before.
func (r *bodyReader) learn(written []byte) int32 {
	form := string(written)
	word := stem(strings.ToLower(form)) // most often a part of the form
	id, known := r.ix.ids[word]
	if !known {
		id = int32(len(r.counts)) //nolint:gosec // there are not that many words
		r.ix.ids[word] = id
		r.counts, r.last = append(r.counts, 0), append(r.last, 0)
	}
	r.raws[form] = id
	return id
}

// finish sorts what was said by word.
func (r *bodyReader) finish() *index {
	r.ix.weigh(r.counts)
	r.ix.postings = shared(r.counts, len(r.said))
	from := 0
	for doc, end := range r.ends {
		for _, id := range r.said[from:end] {
			r.ix.postings[id] = append(r.ix.postings[id], newPosting(int32(doc), inBody)) //nolint:gosec // as above
		}
		from = end
	}
	return r.ix
}
