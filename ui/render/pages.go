package render

import (
	"sync"

	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/theme"
)

// Pages is a cache of drawn pages, and the only cache of this package. Its users
// walk through a list and come back, and many sessions look at the same pages:
// without it, BenchmarkMove in ui/browse takes six times as long. It is safe for
// concurrent use.
type Pages struct {
	catalog   *model.Catalog
	maxBytes  int                  // of one generation
	getParser func() parser.Parser // makes the parser at the first call

	mu sync.Mutex
	// There are two generations of pages. When the young one is full it becomes the
	// old one, and the pages of the old one are dropped.
	young, old map[pageKey]Page
	bytes      int // in the young generation
}

// pageKey is everything that a page depends on.
type pageKey struct {
	entry        *model.Entry
	code         string
	width, lines int
	options      theme.Options
}

// NewPages returns an empty cache for about the given number of bytes.
func NewPages(c *model.Catalog, bytes int) *Pages {
	return &Pages{catalog: c, maxBytes: bytes / 2, getParser: sync.OnceValue(newParser), young: map[pageKey]Page{}}
}

// Page returns the page that [Preview] draws. The caller must not change its
// slices, which are shared.
func (p *Pages) Page(h model.Hit, w, lines int, t theme.Theme) Page {
	key := pageKey{h.Entry, h.Code, w, lines, t.Options()}
	page, found := p.get(key)
	if !found {
		page = preview(p.catalog, h, w, lines, t, p.getParser)
		p.put(key, page)
	}
	return page
}

func (p *Pages) get(key pageKey) (page Page, found bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if page, found = p.young[key]; !found {
		page, found = p.old[key]
	}
	return page, found
}

func (p *Pages) put(key pageKey, page Page) {
	n := page.size()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bytes+n > p.maxBytes {
		p.old, p.young, p.bytes = p.young, map[pageKey]Page{}, 0
	}
	if n <= p.maxBytes {
		p.young[key] = page
		p.bytes += n
	}
}

// size returns about how many bytes of memory the page takes.
func (p Page) size() int {
	n := 0
	for _, l := range p.Lines {
		n += len(l) + 16 // the header of a string
	}
	for _, l := range p.Links {
		n += len(l.After) + 88 // the fields of a Link
	}
	return n
}
