package render

import (
	"sync"

	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/theme"
)

// Pages draws the pages of a catalog and keeps those it drew last: who walks
// through a list comes back, and many sessions look at the same pages. It also
// keeps the themes that they are drawn in. It is safe for concurrent use.
type Pages struct {
	catalog *model.Catalog
	most    int // bytes of lines in either half

	mu sync.Mutex
	// What is kept is in two halves. When the young half is full it becomes the
	// old one, and the old one is forgotten.
	young, old map[pageKey]Page
	size       int // of the young half
	themes     map[theme.Options]theme.Theme

	parser    func() parser.Parser // makes one when it is first called
	scratches sync.Pool            // of *scratch
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
		catalog: c, most: bytes / 2, young: map[pageKey]Page{}, themes: map[theme.Options]theme.Theme{},
		parser: sync.OnceValue(newParser),
	}
}

// Theme returns the theme that [theme.New] makes. There are few, and making one
// takes as long as drawing three pages and a stack of 64 KB.
func (p *Pages) Theme(o theme.Options) theme.Theme {
	o = o.Used()
	p.mu.Lock()
	defer p.mu.Unlock()
	t, kept := p.themes[o]
	if !kept {
		t = theme.New(o)
		p.themes[o] = t
	}
	return t
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
		s, ok := p.scratches.Get().(*scratch)
		if !ok {
			s = newScratch()
		}
		page = preview(p.catalog, h, w, lines, t, p.parser, s)
		p.scratches.Put(s)
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
