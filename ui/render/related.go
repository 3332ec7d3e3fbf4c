package render

import (
	"strings"

	"teapot/model"
	"teapot/ui/text"
)

// section is a list of related entries with a label, such as "Headers" or "See also".
type section struct {
	label string
	rows  []row
}

// row is one row of a section: a related entry, or a word such as "any".
type row struct {
	to   *model.Entry // the related entry, or nil if the row is only a word
	name string       // the text that is a link to the entry
	note string       // how or why the entry is related
}

const (
	// minLabelWidth is the least width, in cells, of the column with the labels.
	minLabelWidth = 11
	// minColumnsWidth is the page width, in cells, from which label, name and note are
	// drawn side by side.
	minColumnsWidth = 46
)

// labeledRelation is a relation to entries of one kind, and the label of the section
// that lists those entries.
type labeledRelation struct {
	label    string
	relation model.Relation
}

// relations returns the relations in the order in which a page shows them.
func relations() [5]labeledRelation {
	return [...]labeledRelation{
		{"Headers", model.RelationField}, {"Methods", model.RelationMethod},
		{"Commands", model.RelationCommand}, {"Extensions", model.RelationExtension}, {"Replies", model.RelationReply},
	}
}

// drawRelated draws the links of the entry to other entries. If the entry is not a code,
// the links of other entries to it follow. For example, users look up a header field to
// see which codes use it.
func (p *page) drawRelated() {
	for _, r := range relations() {
		p.drawSection(section{r.label, p.linkRows(r.relation)})
	}
	p.drawSection(section{"See also", p.linkRows(model.RelationSee)})
	p.drawSection(section{"Also " + p.entry.Code, p.otherMeanings()})
	if !p.entry.Kind.IsCode() {
		p.drawIncoming()
	}
	p.drawSection(section{"Class", p.classRows()})
}

// drawIncomingOfCode draws the links of other entries to this entry if it is a code. They
// come late on the page, because a reply code may have dozens of them.
func (p *page) drawIncomingOfCode() {
	if p.entry.Kind.IsCode() {
		p.drawIncoming()
	}
}

// drawIncoming draws the links of other entries to this one.
func (p *page) drawIncoming() {
	for _, s := range p.incomingSections() {
		p.drawSection(s)
	}
}

// linkRows returns a row for each link of the entry that has the relation r.
func (p *page) linkRows(r model.Relation) []row {
	var rows []row
	for _, l := range p.entry.Links {
		if l.Relation != r {
			continue
		}
		to := p.catalog.Target(p.entry, l)
		name := l.Target
		switch {
		case to != nil:
			name = linkName(to)
		case l.Target == model.Any:
			name = "any"
		}
		rows = append(rows, row{to, name, linkNote(l)})
	}
	return rows
}

// linkName returns the text of a link to an entry: its code, followed by the vendor of
// an unofficial code, or its name if it has no code.
func linkName(to *model.Entry) string {
	if to.Code == "" {
		return to.Name
	}
	if to.Vendor != "" && to.Vendor != "various" {
		return to.Code + " " + to.Vendor
	}
	return to.Code
}

// linkNote returns the note of a link: its role, its level and its reason, as far as
// they say something. An example is "may: how long to wait".
func linkNote(l model.Link) string {
	var words []string
	if l.Role == model.Request || l.Relation == model.RelationCommand && l.Role != model.NoRole {
		words = append(words, l.Role.String())
	}
	switch l.Level {
	case model.NoLevel, model.Related, model.Trigger:
	case model.Must, model.Should, model.May, model.MustNot, model.ShouldNot:
		words = append(words, strings.ReplaceAll(l.Level.String(), "-", " "))
	}
	return joinNote(strings.Join(words, " "), withoutBackquotes(l.Reason))
}

// withoutBackquotes removes the Markdown marks of code from the reason of a link, which
// is drawn in a single style.
func withoutBackquotes(reason string) string { return strings.ReplaceAll(reason, "`", "") }

// joinNote joins the words of a note and its reason by a colon if there are both.
func joinNote(words, reason string) string {
	if words == "" || reason == "" {
		return words + reason
	}
	return words + ": " + reason
}

// otherMeanings returns a row for each other entry with the same code, such as the codes
// of other vendors.
func (p *page) otherMeanings() []row {
	var rows []row
	for _, e := range p.catalog.OtherMeanings(p.entry) {
		name := string(e.Standing)
		if e.Vendor != "" {
			name = e.Vendor
		}
		rows = append(rows, row{e, name, e.Name})
	}
	return rows
}

// incomingSections returns the entries that link to this entry, with one section for
// each kind of entry. It leaves out the class of this entry. It also leaves out "see
// also" links of entries that this entry links to, because its page shows them already.
func (p *page) incomingSections() []section {
	var sections []section
	for _, in := range p.catalog.Incoming(p.entry) {
		if in.From == p.catalog.ClassOf(p.entry) || in.Link.Relation == model.RelationSee && p.linksTo(in.From) {
			continue
		}
		label := incomingLabel(in.From.Kind)
		if len(sections) == 0 || sections[len(sections)-1].label != label {
			sections = append(sections, section{label: label})
		}
		s := &sections[len(sections)-1]
		s.rows = append(s.rows, row{in.From, in.From.Title(), linkNote(in.Link)})
	}
	return sections
}

// linksTo reports whether the entry of this page has a link to e.
func (p *page) linksTo(e *model.Entry) bool {
	for _, l := range p.entry.Links {
		if p.catalog.Target(p.entry, l) == e {
			return true
		}
	}
	return false
}

// incomingLabel returns the label of the section with the incoming links of one kind.
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

// classRows returns a row for the class of the entry, if that has a page. For an enhanced
// code it returns a row for the subject instead. If the user has looked up 5.7.1 and not
// X.7.1, it adds a row for the class 5.y.z.
func (p *page) classRows() []row {
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

// drawSection draws a section, or nothing if the section has no rows.
func (p *page) drawSection(s section) {
	if len(s.rows) == 0 {
		return
	}
	if p.width < minColumnsWidth {
		p.addHeading(s.label)
		for _, r := range s.rows {
			p.drawStackedRow(r)
		}
		return
	}
	p.addBlank()
	labelWidth := max(minLabelWidth, text.Width(s.label)+1)
	nameWidth, maxNameWidth := 0, (p.width-labelWidth)*2/5
	for _, r := range s.rows {
		nameWidth = max(nameWidth, min(text.Width(text.Clean(r.name)), maxNameWidth))
	}
	label := p.theme.Heading.Render(text.Pad(s.label, labelWidth))
	for _, r := range s.rows {
		p.drawColumnsRow(label, labelWidth, nameWidth, r)
		label = strings.Repeat(" ", labelWidth)
	}
}

// drawColumnsRow draws a row with label, name and note side by side.
func (p *page) drawColumnsRow(label string, labelWidth, nameWidth int, r row) {
	name := text.Cut(text.Clean(r.name), nameWidth, p.theme.Glyphs.Ellipsis)
	indent := labelWidth + nameWidth + 2
	note := text.Wrap(text.Clean(r.note), p.width-indent)
	after := ""
	if note[0] != "" {
		after = strings.Repeat(" ", nameWidth-text.Width(name)+2) + note[0]
	}
	p.addLink(label, name, after, labelWidth, r.to)
	for _, l := range note[1:] {
		p.addLine(strings.Repeat(" ", indent) + l)
	}
}

// drawStackedRow draws a row on a narrow page. The note is after the name if both fit on one
// line, or else below the name.
func (p *page) drawStackedRow(r row) {
	const indent = 2
	name, note := text.Cut(text.Clean(r.name), p.width, p.theme.Glyphs.Ellipsis), text.Clean(r.note)
	if note != "" && text.Width(name)+indent+text.Width(note) <= p.width {
		p.addLink("", name, strings.Repeat(" ", indent)+note, 0, r.to)
		return
	}
	p.addLink("", name, "", 0, r.to)
	if note == "" || p.width <= indent {
		return
	}
	for _, l := range text.Wrap(note, p.width-indent) {
		p.addLine(strings.Repeat(" ", indent) + l)
	}
}

// addLink adds a line in which the name is a link to an entry. The name begins at column x.
// If there is no entry, the name is plain text.
func (p *page) addLink(before, name, after string, x int, to *model.Entry) {
	if to == nil {
		p.addLine(before + name + after)
		return
	}
	p.Links = append(p.Links, Link{
		Line: len(p.Lines), X: x, Width: text.Width(name), To: to,
		Before: before, Name: name, After: after,
	})
	p.addLine(before + p.theme.Link.Render(name) + after)
}
