package render

import (
	"strings"

	"teapot/model"
	"teapot/ui/text"
)

// section is a labeled list of related entries.
type section struct {
	label string
	rows  []row
}

// row is one related entry, or a word such as "any" that leads nowhere.
type row struct {
	to   *model.Entry
	name string
	note string
}

// The widths of a section's columns, and the page width from which the columns
// stand side by side.
const (
	labelWidth  = 11
	columnsFrom = 46
)

// relation is what an entry needs or is used with, and its label.
type relation struct {
	label string
	to    model.Relation
}

// relations are in reading order.
func relations() [5]relation {
	return [...]relation{
		{"Headers", model.ToField}, {"Methods", model.ToMethod},
		{"Commands", model.ToCommand}, {"Extensions", model.ToExtension}, {"Replies", model.ToReply},
	}
}

// related writes what the entry points to; for entries that are not codes also
// who points to them, which is what they are looked up for.
func (p *page) related() {
	for _, r := range relations() {
		p.section(section{r.label, p.links(r.to)})
	}
	p.section(section{"See also", p.links(model.SeeAlso)})
	p.section(section{"Also " + p.entry.Code, p.sameCode()})
	if !p.entry.Kind.IsCode() {
		p.pointers()
	}
	p.section(section{"Class", p.class()})
}

// users writes who points to a code: a reply code may have dozens.
func (p *page) users() {
	if p.entry.Kind.IsCode() {
		p.pointers()
	}
}

// pointers writes who points to the entry.
func (p *page) pointers() {
	for _, s := range p.incoming() {
		p.section(s)
	}
}

// links are the entry's own links of one relation.
func (p *page) links(r model.Relation) []row {
	var rows []row
	for _, l := range p.entry.Links {
		if l.Relation != r {
			continue
		}
		to := p.catalog.Target(p.entry, l)
		name := l.Target
		switch {
		case to != nil:
			name = p.linkName(to)
		case l.Target == model.Any:
			name = "any"
		}
		rows = append(rows, row{to, name, linkNote(l)})
	}
	return rows
}

// linkName names the target: codes by number (and vendor), others by name.
func (p *page) linkName(to *model.Entry) string {
	if to.Code == "" {
		return to.Name
	}
	if to.Vendor != "" && to.Vendor != "various" {
		return to.Code + " " + to.Vendor
	}
	return to.Code
}

// linkNote says how and why the target is related.
func linkNote(l model.Link) string {
	var words []string
	if l.Role == model.Request || l.Relation == model.ToCommand && l.Role != model.NoRole {
		words = append(words, l.Role.String())
	}
	switch l.Level {
	case model.NoLevel, model.Related, model.Trigger:
	case model.Must, model.Should, model.May, model.MustNot, model.ShouldNot:
		words = append(words, strings.ReplaceAll(l.Level.String(), "-", " "))
	}
	return joinNote(strings.Join(words, " "), unquoted(l.Reason))
}

// unquoted is a reason without the backquotes that mark code in the entries:
// here there is one ink.
func unquoted(reason string) string { return strings.ReplaceAll(reason, "`", "") }

func joinNote(words, reason string) string {
	if words == "" || reason == "" {
		return words + reason
	}
	return words + ": " + reason
}

// sameCode lists the other meanings of the number.
func (p *page) sameCode() []row {
	var rows []row
	for _, e := range p.catalog.SameCode(p.entry) {
		name := string(e.Standing)
		if e.Vendor != "" {
			name = e.Vendor
		}
		rows = append(rows, row{e, name, e.Name})
	}
	return rows
}

// incoming lists who points to the entry, without its class and without those it
// points to itself.
func (p *page) incoming() []section {
	var out []section
	for _, in := range p.catalog.Incoming(p.entry) {
		if in.From == p.catalog.ClassOf(p.entry) || in.Link.Relation == model.SeeAlso && p.pointsTo(in.From) {
			continue
		}
		label := incomingLabel(in.From.Kind)
		if len(out) == 0 || out[len(out)-1].label != label {
			out = append(out, section{label: label})
		}
		s := &out[len(out)-1]
		s.rows = append(s.rows, row{in.From, in.From.Title(), linkNote(in.Link)})
	}
	return out
}

func (p *page) pointsTo(e *model.Entry) bool {
	for _, l := range p.entry.Links {
		if p.catalog.Target(p.entry, l) == e {
			return true
		}
	}
	return false
}

func incomingLabel(k model.Kind) string {
	switch k {
	case model.Status:
		return "Codes"
	case model.Reply:
		return "Replies"
	case model.Enhanced:
		return "Enhanced"
	case model.Class, model.Subject:
		return "Classes"
	case model.Field:
		return "Headers"
	case model.Method:
		return "Methods"
	case model.Command:
		return "Commands"
	case model.Extension:
		return "Extensions"
	}
	return "From"
}

// class is the page of the entry's class, and for an enhanced code with a known
// class digit that of the digit too.
func (p *page) class() []row {
	var rows []row
	if c := p.catalog.ClassOf(p.entry); c != nil {
		rows = append(rows, row{c, c.Code, c.Name + ". " + c.Summary})
	}
	if code, ok := model.ParseEnhanced(p.hit.Code); ok && p.entry.Kind == model.Enhanced {
		if c := p.catalog.Get(model.SMTP, model.Class, code.Class+".y.z"); c != nil {
			rows = append(rows, row{c, c.Code, c.Name + ". " + c.Summary})
		}
	}
	return rows
}

// section draws a section; one without rows is left out.
func (p *page) section(s section) {
	if len(s.rows) == 0 {
		return
	}
	if p.width < columnsFrom {
		p.heading(s.label)
		for _, r := range s.rows {
			p.stacked(r)
		}
		return
	}
	p.blank()
	x := max(labelWidth, text.Width(s.label)+1)
	name, most := 0, (p.width-x)*2/5
	for _, r := range s.rows {
		name = max(name, min(text.Width(text.Clean(r.name)), most))
	}
	label := p.theme.Heading.Render(text.Pad(s.label, x))
	for _, r := range s.rows {
		p.columns(label, x, name, r)
		label = strings.Repeat(" ", x)
	}
}

// columns draws a row as label, name and note side by side.
func (p *page) columns(label string, x, width int, r row) {
	name := text.Cut(text.Clean(r.name), width, p.theme.Glyphs.Ellipsis)
	indent := x + width + 2
	note := text.Wrap(text.Clean(r.note), p.width-indent)
	after := ""
	if note[0] != "" {
		after = strings.Repeat(" ", width-text.Width(name)+2) + note[0]
	}
	p.link(label, name, after, x, r.to)
	for _, l := range note[1:] {
		p.add(strings.Repeat(" ", indent) + l)
	}
}

// stacked draws a row for narrow pages: its note stands beside the name where
// there is room, else below.
func (p *page) stacked(r row) {
	const indent = 2
	name, note := text.Cut(text.Clean(r.name), p.width, p.theme.Glyphs.Ellipsis), text.Clean(r.note)
	if note != "" && text.Width(name)+indent+text.Width(note) <= p.width {
		p.link("", name, strings.Repeat(" ", indent)+note, 0, r.to)
		return
	}
	p.link("", name, "", 0, r.to)
	if note == "" || p.width <= indent {
		return
	}
	for _, l := range text.Wrap(note, p.width-indent) {
		p.add(strings.Repeat(" ", indent) + l)
	}
}

// link adds a line whose name leads to an entry; x is where the name begins.
func (p *page) link(before, name, after string, x int, to *model.Entry) {
	if to == nil {
		p.add(before + name + after)
		return
	}
	p.Links = append(p.Links, Link{
		Line: len(p.Lines), X: x, Width: text.Width(name), To: to,
		Before: before, Name: name, After: after,
	})
	p.add(before + p.theme.Link.Render(name) + after)
}
