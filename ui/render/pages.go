package render

import (
	"sync"

	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/theme"
)

// Pages is a cache of drawn pages, and the only cache of this package. A user moves down
// and up the list again, and many sessions show the same pages. Without the cache,
// BenchmarkMove in ui/browse takes six times as long. Pages is safe for concurrent use.
//
// The cache has two generations of pages. A new page is added to the young generation.
// When the young generation is full, it becomes the old one, and the pages that were in
// the old one are dropped.
type Pages struct {
	catalog   *model.Catalog
	maxBytes  int                  // the maximum size of one generation, in bytes
	getParser func() parser.Parser // makes a parser at the first call, and always returns that one
	mentions  *mentions

	mu         sync.Mutex
	young      map[pageKey]Page // the pages that were added last
	old        map[pageKey]Page // the pages that were added before those in young
	youngBytes int              // the size of all pages in young, in bytes
}

// pageKey is everything that a page depends on, and so the key of the cache.
type pageKey struct {
	entry    *model.Entry
	code     string
	width    int           // the width of the page in cells
	minLines int           // the number of lines that the caller has asked for
	options  theme.Options // the options of the theme that the page was drawn with
}

// NewPages returns an empty cache for pages of about the given number of bytes.
func NewPages(c *model.Catalog, bytes int) *Pages {
	return &Pages{catalog: c, maxBytes: bytes / 2, getParser: sync.OnceValue(newParser), mentions: newMentions(c), young: map[pageKey]Page{}}
}

// Page returns the beginning of an entry's page: at least the given number of lines, or
// the whole page if it has fewer. While the user moves through the list, every key draws a
// page, and the user reads few of these pages to the end. The slices of the page are shared:
// the caller must not change them.
func (p *Pages) Page(h model.Hit, w, lines int, t theme.Theme) Page {
	key := pageKey{h.Entry, h.Code, w, lines, t.Options()}
	page, ok := p.get(key)
	if !ok {
		page = draw(request{catalog: p.catalog, hit: h, width: w, minLines: lines, theme: t, getParser: p.getParser, mentions: p.mentions})
		p.put(key, page)
	}
	return page
}

// get returns a page from the cache, or false if it is not there.
func (p *Pages) get(key pageKey) (page Page, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if page, ok = p.young[key]; !ok {
		page, ok = p.old[key]
	}
	return page, ok
}

// put adds a page to the young generation, unless the page is too large.
func (p *Pages) put(key pageKey, page Page) {
	n := page.size()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.youngBytes+n > p.maxBytes {
		p.old, p.young, p.youngBytes = p.young, map[pageKey]Page{}, 0
	}
	if n <= p.maxBytes {
		p.young[key] = page
		p.youngBytes += n
	}
}

// size estimates how many bytes of memory the page takes.
func (p Page) size() int {
	n := 0
	for _, l := range p.Lines {
		n += len(l) + 16 // 16 bytes for the header of the string
	}
	return n + 112*len(p.Links) // the fields of a Link and of its Target
}
