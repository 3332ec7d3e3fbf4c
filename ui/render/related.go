package render

import (
	"cmp"
	"slices"
	"strings"

	"teapot/model"
)

// labeledRelation is a relation to entries of one kind, and the label of the list
// that lists those entries.
type labeledRelation struct {
	label    string
	relation model.Relation
}

// relations returns the relations in the order in which a page shows them.
func relations() []labeledRelation {
	return []labeledRelation{
		{"Headers", model.RelationField}, {"Methods", model.RelationMethod},
		{"Commands", model.RelationCommand}, {"Extensions", model.RelationExtension}, {"Replies", model.RelationReply},
	}
}

// drawLinks draws the links of the entry to fields, methods, commands, extensions and
// replies, and the links of such entries to this one.
func (p *page) drawLinks() {
	for _, r := range relations() {
		l := list{r.label, p.linkRows(r.relation)}
		for _, in := range p.incomingLists() {
			if in.label == r.label {
				l.rows = append(l.rows, in.rows...)
			}
		}
		p.drawList(l)
	}
}

// drawIncoming draws the links of other entries to this one.
func (p *page) drawIncoming() {
	for _, l := range p.incomingLists() {
		if !slices.ContainsFunc(relations(), func(r labeledRelation) bool { return r.label == l.label }) {
			p.drawList(l) // drawLinks draws the others
		}
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

// linkNote returns the note of a link: its role, its level with its condition, and its reason,
// as far as they say something. An example is "may: how long to wait".
func linkNote(l model.Link) string {
	var words []string
	if l.Role == model.Request || l.Relation == model.RelationCommand && l.Role != model.NoRole {
		words = append(words, roleWords(l.Role))
	}
	switch l.Level {
	case model.NoLevel, model.Related, model.Trigger:
	case model.Must, model.Should, model.May, model.MustNot, model.ShouldNot:
		words = append(words, strings.ReplaceAll(l.Level.String(), "-", " "))
	}
	if condition := model.ConditionWords(l.Condition); condition != "" {
		words = append(words, condition)
	}
	return joinNote(strings.Join(words, ", "), l.Reason)
}

// roleWords returns the role of a link as a page shows it.
func roleWords(r model.Role) string {
	switch r {
	case model.Request:
		return "in the request"
	case model.Response:
		return "in the response"
	case model.Success:
		return "accepted"
	case model.Intermediate:
		return "goes on"
	case model.Failure:
		return "refused"
	case model.NoRole:
	}
	return ""
}

// seeRows returns a row for each related entry. Two entries that name each other come
// first, because users confuse them.
func (p *page) seeRows() []row {
	rows := p.linkRows(model.RelationSee)
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(p.mutuality(a.to), p.mutuality(b.to)) })
	return rows
}

// mutuality returns 0 if a related entry names this one too, or else 1.
func (p *page) mutuality(related *model.Entry) int {
	if related != nil && seeAlsoReason(p.catalog, related, p.entry) != "" {
		return 0
	}
	return 1
}

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

// incomingLists returns the entries that link to this entry, with one list for each kind of
// entry. It looks through all links of the catalog, but only once for a page.
func (p *page) incomingLists() []list {
	if !p.hasIncoming {
		p.incoming, p.hasIncoming = p.findIncoming(), true
	}
	return p.incoming
}

// findIncoming finds the entries that link to this entry. It leaves out the class of this
// entry. It also leaves out "see also" links of entries that this entry links to, because its
// page shows them already.
func (p *page) findIncoming() []list {
	var lists []list
	for _, in := range p.catalog.Incoming(p.entry) {
		if in.From == p.catalog.ClassOf(p.entry) || in.Link.Relation == model.RelationSee && p.linksTo(in.From) {
			continue
		}
		label := incomingLabel(in.From.Kind)
		if len(lists) == 0 || lists[len(lists)-1].label != label {
			lists = append(lists, list{label: label})
		}
		last := &lists[len(lists)-1]
		last.rows = append(last.rows, incomingRow(in))
	}
	return lists
}

// incomingRow returns the row for a link of another entry to this one. The reason of a "see
// also" link describes this entry, not the other one, so the note begins with where it is from.
func incomingRow(in model.IncomingLink) row {
	note := linkNote(in.Link)
	if in.Link.Relation == model.RelationSee && note != "" {
		note = "on its page: " + note
	}
	if in.From.Code == "" {
		return row{in.From, in.From.Name, note}
	}
	if note != "" {
		note = "; " + note
	}
	return row{in.From, linkName(in.From), in.From.Name + note}
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

// incomingLabel returns the label of the list with the incoming links of one kind.
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
		rows = append(rows, row{c, c.Code, c.Name})
	}
	first, _, _ := strings.Cut(p.hit.Code, "-") // of a range
	if code, ok := model.ParseEnhanced(first); ok && p.entry.Kind == model.Enhanced {
		if c := p.catalog.Get(model.SMTP, model.Class, code.Class+".y.z"); c != nil {
			rows = append(rows, row{c, c.Code, c.Name})
		}
	}
	return rows
}
