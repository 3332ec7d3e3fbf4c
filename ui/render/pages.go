package render

import (
	"sync"

	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/theme"
)

// Pages draws the pages of a catalog and keeps those it drew last: who walks
// through a list comes back, and many sessions look at the same pages.
// It is safe for concurrent use.
type Pages struct {
	catalog *model.Catalog
	most    int // bytes of lines in either half

	mu sync.Mutex
	// What is kept is in two halves. When the young half is full it becomes the
	// old one, and the old one is forgotten.
	young, old map[pageKey]Page
	size       int // of the young half

	parser func() parser.Parser // makes one when it is first called
}

// pageKey is everything that a page depends on.
type pageKey struct {
	entry        *model.Entry
	code         string
	width, lines int
	look         theme.Options
}

// NewPages makes an empty store that keeps about so many bytes of pages.
func NewPages(c *model.Catalog, bytes int) *Pages {
	return &Pages{
		catalog: c, most: bytes / 2, young: map[pageKey]Page{},
		parser: sync.OnceValue(newParser),
	}
}

// Page returns the page that [Preview] draws. Its slices are shared: they must
// not be changed.
func (p *Pages) Page(h model.Hit, w, lines int, t theme.Theme) Page {
	key := pageKey{h.Entry, h.Code, w, lines, t.Options()}
	p.mu.Lock()
	page, kept := p.young[key]
	if !kept {
		page, kept = p.old[key]
	}
	p.mu.Unlock()
	if !kept {
		page = preview(p.catalog, h, w, lines, t, p.parser)
		p.keep(key, page)
	}
	return page
}

func (p *Pages) keep(key pageKey, page Page) {
	n := page.size()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size+n > p.most {
		p.old, p.young, p.size = p.young, map[pageKey]Page{}, 0
	}
	if n <= p.most {
		p.young[key] = page
		p.size += n
	}
}

// size is about how many bytes the page takes.
func (p Page) size() int {
	n := 0
	for _, l := range p.Lines {
		n += len(l) + 16
	}
	for _, l := range p.Links {
		n += len(l.After) + 88
	}
	return n
}
