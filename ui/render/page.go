// Package render draws an entry as lines of a given width. The browser and the
// command line share it.
//
// It knows entries and themes. It must not know panes, keys or where its lines
// end up.
package render

import (
	"math"
	"slices"
	"strings"

	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Page is an entry, drawn. Every line fits the width it was drawn for.
type Page struct {
	Lines []string
	Links []Link
}

// Link is a place on a page that leads to another entry.
type Link struct {
	// Line is the index of the line; X and Width are its cells.
	Line, X, Width int
	To             *model.Entry
	// Before, Name and After are the parts of the line, Name without its style.
	Before, Name, After string
}

// Selected is the line as it looks while the link is the current one.
func (l Link) Selected(t theme.Theme) string { return l.Before + t.Current.Render(l.Name) + l.After }

// Entry draws the page of an entry, w cells wide.
func Entry(c *model.Catalog, h model.Hit, w int, t theme.Theme) Page {
	return Preview(c, h, w, math.MaxInt, t)
}

// Preview draws at least the first so many lines of an entry's page, or all of
// it if it has fewer. While somebody moves through the list, a page is drawn
// for every key, and few are read to their end.
func Preview(c *model.Catalog, h model.Hit, w, lines int, t theme.Theme) Page {
	return preview(c, h, w, lines, t, newParser)
}

func preview(c *model.Catalog, h model.Hit, w, lines int, t theme.Theme, newParser func() parser.Parser) Page {
	p := &page{catalog: c, hit: h, entry: h.Entry, width: max(w, 1), theme: t, enough: lines, parser: newParser}
	for _, draw := range []func(){
		p.title, p.spec, p.summary, p.facts, p.related, p.aliases, p.body, p.users, p.constants, p.sources,
	} {
		if draw(); p.done() {
			break
		}
	}
	return Page{slices.Clone(p.Lines), slices.Clone(p.Links)} // without the spare room of append
}

// page is a page being drawn.
type page struct {
	Page
	catalog *model.Catalog
	hit     model.Hit
	entry   *model.Entry
	width   int
	theme   theme.Theme
	enough  int  // the number of lines after which the rest is not drawn
	wasLong bool // the last comparison took several lines
	labels  int  // how wide the labels of a comparison are
	parser  func() parser.Parser
	source  []byte // the body
	flow    flow
}

func (p *page) done() bool { return len(p.Lines) >= p.enough }

func (p *page) add(line string) { p.Lines = append(p.Lines, line) }

// blank separates two parts; it never begins a page and never doubles.
func (p *page) blank() {
	if n := len(p.Lines); n > 0 && p.Lines[n-1] != "" {
		p.add("")
	}
}

// text adds a paragraph of plain text.
func (p *page) text(s string) {
	p.Lines = append(p.Lines, text.Wrap(text.Clean(s), p.width)...)
}

// title writes code and name, and at the right edge whose the meaning is.
func (p *page) title() {
	code := p.hit.Code
	standing := Standing(p.entry)
	indent := 0
	if code != "" {
		indent = text.Width(code) + 2
	}
	lines := text.Wrap(text.Clean(p.entry.Name), max(p.width-indent, 1))
	for i, l := range lines {
		l = p.theme.Strong.Render(l)
		if i == 0 && code != "" {
			l = p.theme.Class(p.hit.Code).Render(text.Cut(code, p.width, "")) + text.Cut("  ", p.width-text.Width(code), "") + l
		} else {
			l = strings.Repeat(" ", min(indent, p.width)) + l
		}
		lines[i] = text.Cut(l, p.width, "")
	}
	if free := p.width - text.Width(lines[0]) - text.Width(standing); free >= 2 {
		lines[0] += strings.Repeat(" ", free) + p.theme.Dim.Render(standing)
		p.Lines = append(p.Lines, lines...)
		return
	}
	p.Lines = append(p.Lines, lines...)
	p.add(p.theme.Dim.Render(text.Cut(standing, p.width, p.theme.Glyphs.Ellipsis)))
}

// Standing says in a word or two how official the entry is: "standard",
// "obsolete", "nginx, unofficial".
func Standing(e *model.Entry) string {
	switch {
	case e.Standing != model.Unofficial:
		return string(e.Standing)
	case e.Vendor == "" || e.Vendor == "various":
		return "unofficial"
	}
	return text.Clean(e.Vendor) + ", unofficial"
}

func (p *page) summary() {
	p.blank()
	p.text(p.entry.Summary)
}

// spec names the specification that counts; sources, at the end, name the rest.
func (p *page) spec() {
	if len(p.entry.Specs) > 0 {
		p.specLink(p.entry.Specs[0])
	}
}

func (p *page) sources() {
	if len(p.entry.Specs) < 2 {
		return
	}
	p.heading("Sources")
	for _, s := range p.entry.Specs {
		p.specLink(s)
	}
}

func (p *page) specLink(s model.Spec) {
	for _, l := range text.Wrap(text.Clean(s.Title()), p.width) {
		p.add(p.theme.Hyperlink(s.URL(), p.theme.Link.Render(l)))
	}
}

// heading begins a part of the page.
func (p *page) heading(title string) {
	p.blank()
	p.add(p.theme.Heading.Render(text.Cut(title, p.width, "")))
}

// facts writes the facts as a line of pairs, "act client   retry later".
func (p *page) facts() {
	p.blank()
	line, used := "", 0
	for _, f := range mergeFacts(p.entry.Facts) {
		label, value := factLabel(f.Name), text.Clean(f.Value)
		n := text.Width(label) + 1 + text.Width(value)
		if n > p.width {
			value = text.Cut(value, p.width-text.Width(label)-1, p.theme.Glyphs.Ellipsis)
			n = text.Width(label) + 1 + text.Width(value)
		}
		pair := text.Cut(p.theme.Dim.Render(label)+" "+p.theme.Strong.Render(value), p.width, "")
		switch {
		case used == 0:
			line, used = pair, n
		case used+3+n <= p.width:
			line, used = line+"   "+pair, used+3+n
		default:
			p.add(line)
			line, used = pair, n
		}
	}
	if used > 0 {
		p.add(line)
	}
}

// mergeFacts joins the values of a fact that is stated twice, and leaves out
// that a code is seen by a peer, as nearly all are.
func mergeFacts(facts []model.Fact) []model.Fact {
	var out []model.Fact
	for _, f := range facts {
		if f.Name == model.FactWire && f.Value == "yes" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Name == f.Name {
			out[n-1].Value += ", " + f.Value
			continue
		}
		out = append(out, f)
	}
	return out
}

// factLabel is the fact's name as the page shows it.
func factLabel(name string) string {
	switch name {
	case model.FactCacheable:
		return "cache"
	case model.FactRequest:
		return "request content"
	case model.FactResponse:
		return "response content"
	}
	return strings.ToLower(name)
}

// aliases lists what else the entry is called.
func (p *page) aliases() {
	if len(p.entry.Aliases) == 0 {
		return
	}
	p.heading("Also called")
	p.text(strings.Join(p.entry.Aliases, "; "))
}

// constants lists the names of the code in languages and libraries.
func (p *page) constants() {
	if len(p.entry.Constants) == 0 {
		return
	}
	p.heading("In code")
	for _, c := range p.entry.Constants {
		name := text.Cut(text.Clean(c.Name), max(p.width-8, 1), p.theme.Glyphs.Ellipsis)
		p.add(text.Cut(p.theme.Dim.Render(text.Pad(c.Language, 8))+p.theme.Code.Render(name), p.width, ""))
	}
}
