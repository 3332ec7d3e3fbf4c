// Package render draws entries as lines of a given width: the page of one entry,
// and the comparison of two. The browser and the command line share it.
//
// It knows entries, their Markdown and themes. It must not know panes, keys or
// where its lines are shown.
package render

import (
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/parser"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// Page is a drawn page. Every line fits the width that the page was drawn for.
type Page struct {
	Lines []string // the lines of the page, with escape sequences
	Links []Link   // the links on the page, by line and then by column
}

// Link is a part of a line that leads to another page.
type Link struct {
	// Target is where the link leads. If a link goes on in the next line, the rest is a link
	// of its own with the same pointer.
	*Target
	Line       int  // the index in Page.Lines of the line that contains the link
	X          int  // the column of the link's first cell
	Width      int  // the number of cells that the link takes
	Start, End int  // where the link, with its escape sequences, begins and ends in the line, in bytes
	Continues  bool // the link is the rest of one that began on an earlier line
}

// Target is where a link leads: to an entry, or to an address on the web.
type Target struct {
	Hit model.Hit // the entry; Hit.Entry is nil if the link leads to an address
	URL string    // the address, or ""
}

// url returns the address that a target leads to, or "".
func (t *Target) url() string {
	if t == nil {
		return ""
	}
	return t.URL
}

// Highlight returns a line of the page with the link highlighted as the current one.
func (l Link) Highlight(line string, t theme.Theme) string {
	return line[:l.Start] + t.Current.Render(ansi.Strip(line[l.Start:l.End])) + line[l.End:]
}

// Entry draws the page of an entry, w cells wide, to be printed. What the reader of a
// printed page cannot follow does not look like a link.
func Entry(c *model.Catalog, h model.Hit, w int, t theme.Theme) Page {
	return draw(printed(c, h, w, t))
}

// FirstMeaning draws what [Entry] draws, without the list of the other meanings of the code.
// The caller shows how to print their pages.
func FirstMeaning(c *model.Catalog, h model.Hit, w int, t theme.Theme) Page {
	r := printed(c, h, w, t)
	r.onlyMeaning = true
	return draw(r)
}

// Short draws the beginning of a page to be printed: title, summary, facts and remedy.
func Short(c *model.Catalog, h model.Hit, w int, t theme.Theme) Page {
	r := printed(c, h, w, t)
	r.short = true
	return draw(r)
}

// printed returns the request for a whole page to be printed.
func printed(c *model.Catalog, h model.Hit, w int, t theme.Theme) request {
	return request{catalog: c, hit: h, width: w, minLines: math.MaxInt, theme: t, getParser: newParser}
}

// request is everything that a page depends on.
type request struct {
	catalog   *model.Catalog
	hit       model.Hit
	width     int // the width of the page in cells
	minLines  int // drawing may stop when the page has this number of lines
	theme     theme.Theme
	getParser func() parser.Parser
	mentions  *mentions // finds the entries that prose names; nil if the page is printed
	short     bool      // draw only what [Short] draws
	// onlyMeaning leaves out the list of the other meanings of the code.
	onlyMeaning bool
}

// draw draws a page.
func draw(r request) Page {
	r.width = max(r.width, 1)
	p := &page{request: r, entry: r.hit.Entry}
	if p.width >= minTwoColumnsWidth && !p.short {
		return p.drawTwoColumns()
	}
	p.width = min(p.width, maxProseWidth)
	p.drawParts(p.allParts())
	return p.finished()
}

// page is the state while a page, or a column of it, is drawn.
type page struct {
	request
	Page
	entry       *model.Entry // the entry of hit
	source      []byte       // the Markdown text of the entry
	sections    []section    // the sections of the Markdown text; nil before it is parsed
	incoming    []list       // the links of other entries, if hasIncoming is set
	hasIncoming bool
	wrapper     wrapper
}

// isComplete reports whether the page has as many lines as it needs.
func (p *page) isComplete() bool { return len(p.Lines) >= p.minLines }

// finished returns the page in slices without the excess memory that append has allocated.
func (p *page) finished() Page {
	return Page{append([]string(nil), p.Lines...), append([]Link(nil), p.Links...)}
}

// addLine adds a line to the page.
func (p *page) addLine(line string) { p.Lines = append(p.Lines, line) }

// addBlank adds an empty line, unless the page is empty or already ends with an empty
// line.
func (p *page) addBlank() {
	if n := len(p.Lines); n > 0 && p.Lines[n-1] != "" {
		p.addLine("")
	}
}

// addWrapped adds the paragraph that the wrapper contains.
func (p *page) addWrapped() {
	lines, links := p.wrapper.finish()
	for _, l := range links {
		l.Line += len(p.Lines)
		p.Links = append(p.Links, l)
	}
	p.Lines = append(p.Lines, lines...)
}

// addParagraph adds a paragraph of text without Markdown, except that backquotes mark code.
func (p *page) addParagraph(s string) {
	p.wrapper.begin(p.width, "", "", p.theme)
	p.addPlainText(s)
	p.addWrapped()
}

// addHeading adds the heading of a section, with an empty line before it.
func (p *page) addHeading(title string) {
	p.addBlank()
	p.addLine(p.theme.Heading.Render(text.Cut(title, p.width, "")))
}

// drawTitle draws the code and the name. It draws the standing at the right edge of the
// first line, or on a line below if the first line is too long.
func (p *page) drawTitle() {
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
	p.addLine(p.theme.Dim.Render(text.Cut(standing, p.width, p.theme.Glyphs.Ellipsis)))
}

// Standing returns a word or two on how official the entry is, such as "standard",
// "obsolete" or "nginx, unofficial".
func Standing(e *model.Entry) string {
	switch {
	case e.Standing != model.Unofficial:
		return string(e.Standing)
	case e.Vendor == "" || e.Vendor == "various":
		return "unofficial"
	}
	return text.Clean(e.Vendor) + ", unofficial"
}

// drawNote says that the code that the user asked for has no page of its own, if that is so:
// it is a sub-status such as 404.3, or one of the numbers of a range.
func (p *page) drawNote() {
	code, own := p.hit.Code, p.entry.Code
	var note string
	switch {
	case code == own || own == "" || strings.HasPrefix(own, "X."):
		return
	case strings.HasPrefix(code, own+"."):
		note = code + " has no page of its own. This is the page of " + own + "; the number after the dot is a sub-status of IIS."
	case strings.Contains(own, "-"):
		note = "One meaning for all codes in " + own + "."
	default:
		return
	}
	p.addBlank()
	for _, l := range text.Wrap(note, p.width) {
		p.addLine(p.theme.Dim.Render(l))
	}
}

// drawSummary draws the sentence that says what the entry means.
func (p *page) drawSummary() {
	p.addBlank()
	p.addParagraph(p.entry.Summary)
}

// factGap is the number of empty cells between the label of a fact and its words.
const factGap = 2

// drawFacts draws the facts, one on a line: a label, and the values in words. On a narrow
// page, the words stand below the label.
func (p *page) drawFacts() {
	facts := p.hit.FactLines()
	labelWidth := 0
	for _, f := range facts {
		labelWidth = max(labelWidth, text.Width(f.Label)+factGap)
	}
	isStacked := p.width < 2*labelWidth
	p.addBlank()
	for _, f := range facts {
		label := p.theme.Dim.Render(text.Cut(f.Label, p.width, ""))
		indent := labelWidth
		if isStacked {
			p.addLine(label)
			label, indent = "", min(factGap, p.width-1)
		}
		label = text.Pad(label, indent)
		for _, l := range text.Wrap(text.Clean(f.Words), p.width-indent) {
			p.addLine(label + p.theme.Strong.Render(l))
			label = strings.Repeat(" ", indent)
		}
	}
}
