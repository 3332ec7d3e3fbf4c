package data

import (
	"strings"

	"teapot/model"
)

// kindSet is a set of kinds. Bit k is set if kind k is in the set.
type kindSet uint16

// Sets with one kind each, and the set of all kinds.
const (
	classes       kindSet = 1 << model.Class
	statuses      kindSet = 1 << model.Status
	replies       kindSet = 1 << model.Reply
	subjects      kindSet = 1 << model.Subject
	enhancedCodes kindSet = 1 << model.Enhanced
	fields        kindSet = 1 << model.Field
	methods       kindSet = 1 << model.Method
	commands      kindSet = 1 << model.Command
	extensions    kindSet = 1 << model.Extension
	anyKind               = ^kindSet(0)
)

// has reports whether the kind is in the set.
func (s kindSet) has(k model.Kind) bool { return s&(1<<k) != 0 }

// header parses a header line, which has the form "Name: value".
func (p *parser) header(line string) {
	colon := strings.IndexByte(line, ':')
	if colon < 0 || colon+2 >= len(line) || line[colon+1] != ' ' || line[colon+2] == ' ' || line[len(line)-1] == ' ' {
		p.problem("", "not a header (want \"Name: value\"): %q", line)
		return
	}
	p.set(line[:colon], line[colon+2:])
}

// set stores the value of a header. If a file may have the header only once, the value goes
// into the entry. Otherwise it goes into a list of the reader. Loading the full reference
// calls set ten thousand times, so it must be fast.
func (p *parser) set(name, value string) {
	e := p.entry
	switch name {
	case "Code":
		e.Code = p.once(name, value, e.Code)
	case "Name":
		e.Name = p.once(name, value, e.Name)
	case "Vendor":
		e.Vendor = p.once(name, value, e.Vendor)
	case "Summary":
		e.Summary = p.once(name, value, e.Summary)
	case "Keyword":
		p.keywords = p.once(name, value, p.keywords)
	case "Standing":
		p.standing(value)
	case "Spec":
		p.spec(value)
	case "Alias":
		p.aliases = append(p.aliases, value)
	case "Constant":
		p.constant(value)
	case "Field":
		p.field(value)
	case "Method":
		p.link(model.RelationMethod, value)
	case "Command":
		p.command(value)
	case "Extension":
		p.link(model.RelationExtension, value)
	case "Reply":
		p.link(model.RelationReply, value)
	case "See":
		p.link(model.RelationSee, value)
	default:
		p.fact(name, value)
	}
}

// once returns the value of a header that a file may have only once. If before, the value
// that the entry already has, is not empty, it reports that the header is given twice.
func (p *parser) once(name, value, before string) string {
	if before != "" {
		p.problem(name, "given twice")
	}
	return value
}

// standing parses the value of the header Standing.
func (p *parser) standing(value string) {
	s, ok := model.ParseStanding(value)
	if !ok {
		p.problem("Standing", "unknown standing %q", value)
	}
	if p.entry.Standing != "" {
		p.problem("Standing", "given twice")
	}
	p.entry.Standing = s
}

// spec stores the value of a header Spec. In an untrusted file it reports a value that
// validSpec rejects.
func (p *parser) spec(value string) {
	p.specs = append(p.specs, model.Spec(value))
	if p.untrusted && !validSpec(value) {
		p.problem("Spec", "%q is neither \"RFC N, section S\" nor \"title; https://...\"", value)
	}
}

// constant parses the value of a header Constant: "language name".
func (p *parser) constant(value string) {
	language, name, ok := strings.Cut(value, " ")
	if !ok || p.untrusted && !model.HasWord(model.Languages, language) {
		p.problem("Constant", "%q does not begin with one of: %s", value, model.Languages)
		return
	}
	p.constants = append(p.constants, model.Constant{Language: language, Name: name})
}

// link parses the value of a header that is a link: "target; reason".
func (p *parser) link(r model.Relation, value string) {
	target, reason := cutValue(value)
	p.add(model.Link{Relation: r, Target: target, Reason: reason})
}

// field parses the value of a header Field: "target; direction; level; reason", or "target;
// direction; level; if condition; reason".
func (p *parser) field(value string) {
	target, rest := cutValue(value)
	roleName, rest := cutValue(rest)
	levelName, rest := cutValue(rest)
	condition, reason := p.condition(rest)
	role, roleOK := model.ParseFieldRole(roleName)
	level, levelOK := model.ParseLevel(levelName)
	if !roleOK || !levelOK {
		p.problem("Field", "%q is not \"name; request or response; level; reason\" with a level of: %s",
			value, model.Levels)
		return
	}
	p.add(model.Link{Relation: model.RelationField, Target: target, Role: role, Level: level, Condition: condition, Reason: reason})
}

// condition splits "if condition; reason". The condition may also stand alone. If the text
// does not begin with a condition, all of it is the reason.
func (p *parser) condition(text string) (condition, reason string) {
	afterIf, ok := strings.CutPrefix(text, "if ")
	if !ok {
		return "", text
	}
	word, reason := cutValue(afterIf)
	switch {
	case model.ConditionWords(word) != "":
		return word, reason
	case reason != "" && !strings.Contains(word, " "):
		p.problem("Field", "%q is not one of the conditions: %s", word, model.Conditions())
	}
	return "", text
}

// command parses the value of a header Command. In the entry of a code it is "target;
// outcome; reason", and in the entry of an extension it is "target; reason".
func (p *parser) command(value string) {
	if p.entry.Kind == model.Extension {
		p.link(model.RelationCommand, value)
		return
	}
	target, rest := cutValue(value)
	outcome, reason := cutValue(rest)
	role, ok := model.ParseOutcome(outcome)
	if !ok {
		p.problem("Command", "%q is not \"name; success, intermediate or error; reason\"", value)
		return
	}
	p.add(model.Link{Relation: model.RelationCommand, Target: target, Role: role, Reason: reason})
}

// cutValue splits a value at its first semicolon, which must have a space after it. Loading
// the full reference calls cutValue ten thousand times. Therefore it searches for one byte,
// which is several times faster than searching for "; ".
func cutValue(s string) (before, after string) {
	i := strings.IndexByte(s, ';')
	if i < 0 || i+1 >= len(s) || s[i+1] != ' ' {
		return s, ""
	}
	return s[:i], s[i+2:]
}

// add adds a link to the entry. It changes the target to lower case, except in embedded files,
// whose targets are in lower case already.
func (p *parser) add(l model.Link) {
	if !linkKinds(l.Relation).has(p.entry.Kind) {
		p.problem(l.Relation.String(), unknownHeader, p.entry.Kind.Folder())
	}
	if p.untrusted {
		l.Target = strings.ToLower(l.Target)
	}
	p.links = append(p.links, l)
}

// unknownHeader is the reason of a problem with a header that a kind of entry cannot have.
const unknownHeader = "unknown header for %s"

// linkKinds returns the kinds whose entries may have links with the relation.
func linkKinds(r model.Relation) kindSet {
	switch r {
	case model.RelationField:
		return statuses | classes
	case model.RelationMethod:
		return statuses
	case model.RelationCommand:
		return replies | enhancedCodes | extensions
	case model.RelationExtension:
		return replies | enhancedCodes | commands
	case model.RelationReply:
		return enhancedCodes
	case model.RelationSee:
		return anyKind
	}
	return 0
}

// fact stores a header with any other name, which must be the name of a [model.Fact].
func (p *parser) fact(name, value string) {
	if !factKinds(name).has(p.entry.Kind) {
		p.problem(name, unknownHeader, p.entry.Kind.Folder())
		return
	}
	values := model.FactValues(p.entry.Protocol, p.entry.Kind, name)
	isCustom := false
	if values != "" {
		value, isCustom = strings.CutSuffix(value, "; custom")
	}
	if p.untrusted && !model.ValidFact(p.entry.Protocol, p.entry.Kind, name, value) {
		p.problem(name, "%q is not one of: %s", value, values)
	}
	p.facts = append(p.facts, model.Fact{Name: name, Value: value, Custom: isCustom})
}

// factKinds returns the kinds whose entries may have the fact.
func factKinds(name string) kindSet {
	switch name {
	case model.FactAct:
		return classes | subjects | statuses | replies | enhancedCodes
	case model.FactRetry:
		return classes | statuses | replies | enhancedCodes
	case model.FactAddress:
		return replies | enhancedCodes
	case model.FactCacheable:
		return statuses | methods
	case model.FactContent, model.FactRewrite:
		return statuses
	case model.FactWire:
		return statuses | replies
	case model.FactDirection, model.FactType:
		return fields
	case model.FactSafe, model.FactIdempotent, model.FactRequest, model.FactResponse:
		return methods
	case model.FactSyntax:
		return commands | extensions
	case model.FactRequired:
		return commands
	}
	return 0
}

// validSpec reports whether s has one of the forms "RFC 9110, section 15.5.5", "RFC
// 5842" and "title; URL".
func validSpec(s string) bool {
	if i := strings.LastIndex(s, "; "); i > 0 {
		return isWebAddress(s[i+2:])
	}
	rfc, ok := strings.CutPrefix(s, "RFC ")
	number, section, hasSection := strings.Cut(rfc, ", ")
	return ok && model.IsNumber(number) && (!hasSection || validSection(section))
}

// isWebAddress reports whether s is an http or https URL of visible ASCII characters.
// [model.Spec] has the same beginnings.
func isWebAddress(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	return ok && rest != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

func validSection(s string) bool {
	n, ok := strings.CutPrefix(s, "section ")
	if !ok {
		n, ok = strings.CutPrefix(s, "appendix ")
	}
	for part := range strings.SplitSeq(n, ".") {
		ok = ok && isSectionPart(part)
	}
	return ok
}

// isSectionPart reports whether s can be one part of a section number: a number or a capital
// letter.
func isSectionPart(s string) bool {
	return model.IsNumber(s) || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}
