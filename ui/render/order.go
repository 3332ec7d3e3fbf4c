package render

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"teapot/model"
)

// part is a part of a page. A page has its parts in the order that its reader needs them,
// whatever their order in the file.
type part uint8

const (
	partTitle part = iota
	partSource
	partNote
	partSummary
	partFacts
	partRemedy // "What to do"
	partMeaning
	partUse           // when to send a code, or when and from where it comes
	partOther         // sections with any other title
	partOtherMeanings // the other entries with the same code
	partSee
	partApart // "Not to be confused with"
	partIncoming
	partExample
	partProviders
	partLinks // links to fields, methods, commands, extensions and replies
	partClass
	partAliases
	partConstants
	partHistory
	partSources
)

// allParts returns the parts of the page in one column.
func (p *page) allParts() []part {
	if p.short {
		return append(headParts(), p.mainParts()[:shortParts]...)
	}
	return slices.Concat(headParts(), p.mainParts(), p.referenceParts())
}

// headParts returns the parts that stand above both columns of a wide page.
func headParts() []part { return []part{partTitle, partSource} }

// shortParts is how many of the main parts a short page has: those before the answer, and the
// answer.
const shortParts = 4

// mainParts returns the parts that most readers came for, the answer first.
func (p *page) mainParts() []part {
	parts := []part{partNote, partSummary, partFacts}
	switch {
	case isRefusal(p.hit):
		parts = append(parts, partRemedy, partMeaning, partUse)
	case p.entry.Kind == model.Status:
		parts = append(parts, partUse, partMeaning, partRemedy)
	default:
		parts = append(parts, partMeaning, partUse, partRemedy)
	}
	return append(parts, partOther, partOtherMeanings, partSee, partApart, partExample, partProviders)
}

// referenceParts returns the parts for looking things up.
func (p *page) referenceParts() []part {
	if p.entry.Kind.IsCode() {
		// The links of other entries come late, because a reply code may have dozens of them.
		return []part{partLinks, partClass, partAliases, partConstants, partIncoming, partHistory, partSources}
	}
	return []part{partLinks, partIncoming, partClass, partAliases, partHistory, partSources}
}

// isRefusal reports whether a hit is a code whose reader wants to know what to do: it means
// that something has failed, or no standard says when to send it.
func isRefusal(h model.Hit) bool {
	if !h.Entry.Kind.IsCode() {
		return false
	}
	switch h.Entry.Standing {
	case model.Unofficial, model.Unused, model.Draft:
		return true
	case model.Standard, model.Temporary, model.Obsolete:
	}
	return h.Code == "" || !strings.ContainsRune("123", rune(h.Code[0]))
}

// drawParts draws parts until the page is complete.
func (p *page) drawParts(parts []part) {
	for _, part := range parts {
		if p.isComplete() {
			return
		}
		p.drawPart(part)
	}
}

// drawPart draws one part. A part that the entry does not have is empty.
func (p *page) drawPart(part part) {
	switch part {
	case partTitle:
		p.drawTitle()
	case partSource:
		p.drawFirstSpec()
	case partNote:
		p.drawNote()
	case partSummary:
		p.drawSummary()
	case partFacts:
		p.drawFacts()
	case partRemedy, partMeaning, partUse, partOther, partApart, partExample, partProviders, partHistory:
		p.drawSections(part)
	case partOtherMeanings:
		if !p.onlyMeaning {
			p.drawList(list{"Also " + p.entry.Code, p.otherMeanings()})
		}
	case partSee:
		p.drawList(list{"Related", p.seeRows()})
	case partIncoming:
		p.drawIncoming()
	case partLinks:
		p.drawLinks()
	case partClass:
		p.drawList(list{"Class", p.classRows()})
	case partAliases:
		p.drawAliases()
	case partConstants:
		p.drawConstants()
	case partSources:
		p.drawSources()
	}
}

// section is a part of the Markdown text: a heading and the blocks up to the next heading
// that is not below it.
type section struct {
	part   part
	blocks []ast.Node
}

// splitSections returns the sections of a Markdown document. What comes before the first
// heading belongs to the meaning.
func (p *page) splitSections(document ast.Node) []section {
	sections := []section{{part: partMeaning}}
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level <= 2 {
			title := strings.TrimSpace(string(h.Lines().Value(p.source)))
			sections = append(sections, section{part: sectionPart(title)})
		}
		last := &sections[len(sections)-1]
		last.blocks = append(last.blocks, n)
	}
	return sections
}

// sectionPart returns which part of the page a section of the text is, by its title.
func sectionPart(title string) part {
	switch strings.ToLower(title) {
	case "what to do":
		return partRemedy
	case "what it means":
		return partMeaning
	case "when to send it", "when it happens", "where it comes from":
		return partUse
	case "not to be confused with":
		return partApart
	case "example", "examples":
		return partExample
	case "providers":
		return partProviders
	case "history":
		return partHistory
	}
	return partOther
}

// drawSections draws the sections of the Markdown text that belong to a part.
func (p *page) drawSections(part part) {
	p.parseBody()
	for _, s := range p.sections {
		if s.part == part {
			p.drawNodes(s.blocks)
		}
	}
}
