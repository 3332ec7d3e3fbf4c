package render

import (
	"strings"

	"teapot/model"
)

// section is a labelled list of related entries.
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

// sections collects everything that the entry is related to, in reading order.
func (p *page) sections() []section {
	all := []section{
		{"Headers", p.links(model.ToField)},
		{"Methods", p.links(model.ToMethod)},
		{"Commands", p.links(model.ToCommand)},
		{"Extensions", p.links(model.ToExtension)},
		{"Replies", p.links(model.ToReply)},
		{"See also", p.links(model.SeeAlso)},
		{"Also " + p.entry.Code, p.sameCode()},
		{"Class", p.class()},
	}
	if !p.entry.Kind.IsCode() {
		all = append(all[:len(all)-1], append(p.incoming(), all[len(all)-1])...)
	}
	return all
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

// linkName names the target: codes by number (and vendor), others by name. A
// target outside the page's own kind of code is told by its name alone.
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
	name, most := 0, (p.width-labelWidth)*2/5
	for _, r := range s.rows {
		name = max(name, min(Width(Clean(r.name)), most))
	}
	label := p.theme.Heading.Render(Pad(s.label, labelWidth))
	for _, r := range s.rows {
		p.columns(label, name, r)
		label = strings.Repeat(" ", labelWidth)
	}
}

// columns draws a row as label, name and note side by side.
func (p *page) columns(label string, width int, r row) {
	name := Cut(Clean(r.name), width, p.theme.Glyphs.Ellipsis)
	indent := labelWidth + width + 2
	note := Wrap(Clean(r.note), p.width-indent)
	after := ""
	if note[0] != "" {
		after = strings.Repeat(" ", width-Width(name)+2) + note[0]
	}
	p.link(label, name, after, labelWidth, r.to)
	for _, l := range note[1:] {
		p.add(strings.Repeat(" ", indent) + l)
	}
}

// stacked draws a row for narrow pages: its note stands beside the name where
// there is room, else below.
func (p *page) stacked(r row) {
	const indent = 2
	name, note := Cut(Clean(r.name), p.width, p.theme.Glyphs.Ellipsis), Clean(r.note)
	if note != "" && Width(name)+indent+Width(note) <= p.width {
		p.link("", name, strings.Repeat(" ", indent)+note, 0, r.to)
		return
	}
	p.link("", name, "", 0, r.to)
	if note == "" || p.width <= indent {
		return
	}
	for _, l := range Wrap(note, p.width-indent) {
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
		Line: len(p.Lines), X: x, Width: Width(name), To: to,
		Before: before, Name: name, After: after,
	})
	p.add(before + p.theme.Link.Render(name) + after)
}
