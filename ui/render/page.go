// Package render draws entries as lines of a given width: the page of one entry,
// and the comparison of two. The browser and the command line share it.
//
// It knows entries, their Markdown and themes. It must not know panes, keys or
// where its lines are shown.
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

// Page is a drawn page. Every line fits the width that the page was drawn for.
type Page struct {
	Lines []string // the lines of the page, with escape sequences
	Links []Link   // the links on the page, from top to bottom
}

// Link is a part of a page that leads to another entry.
type Link struct {
	Line   int          // the index in Page.Lines of the line that contains the link
	X      int          // the column of the link's first cell
	Width  int          // the number of cells that the link takes
	To     *model.Entry // the entry that the link leads to
	Before string       // the part of the line before the link, with escape sequences
	Name   string       // the text of the link, without escape sequences
	After  string       // the part of the line after the link, with escape sequences
}

// HighlightedLine returns the line that contains the link, with the link highlighted as
// the current one.
func (l Link) HighlightedLine(t theme.Theme) string {
	return l.Before + t.Current.Render(l.Name) + l.After
}

// Entry draws the page of an entry, w cells wide.
func Entry(c *model.Catalog, h model.Hit, w int, t theme.Theme) Page {
	return Preview(c, h, w, math.MaxInt, t)
}

// Preview draws the beginning of an entry's page: at least the given number of lines,
// or the whole page if it has fewer. While the user moves through the list, every key
// draws a page, and the user reads few of these pages to the end.
func Preview(c *model.Catalog, h model.Hit, w, lines int, t theme.Theme) Page {
	return preview(c, h, w, lines, t, newParser)
}

// preview does what [Preview] does, with the parser that getParser returns. Several
// calls may use the same parser.
func preview(c *model.Catalog, h model.Hit, w, lines int, t theme.Theme, getParser func() parser.Parser) Page {
	p := &page{catalog: c, hit: h, entry: h.Entry, width: max(w, 1), theme: t, minLines: lines, getParser: getParser}
	for _, draw := range []func(){
		p.drawTitle, p.drawFirstSpec, p.drawSummary, p.drawFacts, p.drawRelated,
		p.drawAliases, p.drawBody, p.drawIncomingOfCode, p.drawConstants, p.drawSources,
	} {
		if draw(); p.isComplete() {
			break
		}
	}
	return Page{slices.Clone(p.Lines), slices.Clone(p.Links)} // copies, to free the memory that append has allocated in excess
}

// page is the state while the page of an entry is drawn.
type page struct {
	Page
	catalog   *model.Catalog
	hit       model.Hit
	entry     *model.Entry // the entry of hit
	width     int          // the width of the page in cells
	theme     theme.Theme
	minLines  int // drawing may stop when the page has this number of lines
	getParser func() parser.Parser
	source    []byte // the Markdown text of the entry
	wrapper   wrapper
}

// isComplete reports whether the page has as many lines as it needs.
func (p *page) isComplete() bool { return len(p.Lines) >= p.minLines }

// addLine adds a line to the page.
func (p *page) addLine(line string) { p.Lines = append(p.Lines, line) }

// addBlank adds an empty line, unless the page is empty or already ends with an empty
// line.
func (p *page) addBlank() {
	if n := len(p.Lines); n > 0 && p.Lines[n-1] != "" {
		p.addLine("")
	}
}

// addParagraph adds a paragraph of text without Markdown.
func (p *page) addParagraph(s string) {
	p.Lines = append(p.Lines, text.Wrap(text.Clean(s), p.width)...)
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

// drawSummary draws the sentence that says what the entry means.
func (p *page) drawSummary() {
	p.addBlank()
	p.addParagraph(p.entry.Summary)
}

// drawFirstSpec draws the title of the specification that defines the entry.
func (p *page) drawFirstSpec() {
	if len(p.entry.Specs) > 0 {
		p.drawSpec(p.entry.Specs[0])
	}
}

// drawSources draws the titles of all specifications, if the entry has more than one.
func (p *page) drawSources() {
	if len(p.entry.Specs) < 2 {
		return
	}
	p.addHeading("Sources")
	for _, s := range p.entry.Specs {
		p.drawSpec(s)
	}
}

// drawSpec draws the title of a specification, as a hyperlink.
func (p *page) drawSpec(s model.Spec) {
	for _, l := range text.Wrap(text.Clean(s.Title()), p.width) {
		p.addLine(p.theme.Hyperlink(s.URL(), p.theme.Link.Render(l)))
	}
}

// drawFacts draws the facts as pairs of a label and a value: "act client   retry later".
// Each line has as many pairs as fit.
func (p *page) drawFacts() {
	p.addBlank()
	line, usedWidth := "", 0
	for _, f := range mergeFacts(p.entry.Facts) {
		label, value := factLabel(f.Name), text.Clean(f.Value)
		n := text.Width(label) + 1 + text.Width(value)
		if n > p.width {
			value = text.Cut(value, p.width-text.Width(label)-1, p.theme.Glyphs.Ellipsis)
			n = text.Width(label) + 1 + text.Width(value)
		}
		pair := text.Cut(p.theme.Dim.Render(label)+" "+p.theme.Strong.Render(value), p.width, "")
		switch {
		case usedWidth == 0:
			line, usedWidth = pair, n
		case usedWidth+3+n <= p.width:
			line, usedWidth = line+"   "+pair, usedWidth+3+n
		default:
			p.addLine(line)
			line, usedWidth = pair, n
		}
	}
	if usedWidth > 0 {
		p.addLine(line)
	}
}

// mergeFacts joins the values of facts with the same name. It leaves out the fact that
// the code is sent over the network, because that is true of nearly all codes.
func mergeFacts(facts []model.Fact) []model.Fact {
	var merged []model.Fact
	for _, f := range facts {
		if f.Name == model.FactWire && f.Value == "yes" {
			continue
		}
		if n := len(merged); n > 0 && merged[n-1].Name == f.Name {
			merged[n-1].Value += ", " + f.Value
			continue
		}
		merged = append(merged, f)
	}
	return merged
}

// factLabel returns the name of a fact as the page shows it.
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

// drawAliases draws the other names of the entry.
func (p *page) drawAliases() {
	if len(p.entry.Aliases) == 0 {
		return
	}
	p.addHeading("Also called")
	p.addParagraph(strings.Join(p.entry.Aliases, "; "))
}

// languageWidth is the width in cells of the column that names the programming language of
// each constant.
const languageWidth = 8

// drawConstants draws the names that programming languages and libraries give the code.
func (p *page) drawConstants() {
	if len(p.entry.Constants) == 0 {
		return
	}
	p.addHeading("In code")
	for _, c := range p.entry.Constants {
		name := text.Cut(text.Clean(c.Name), max(p.width-languageWidth, 1), p.theme.Glyphs.Ellipsis)
		language := p.theme.Dim.Render(text.Pad(c.Language, languageWidth))
		p.addLine(text.Cut(language+p.theme.Code.Render(name), p.width, ""))
	}
}
