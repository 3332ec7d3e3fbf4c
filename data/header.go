package data

import (
	"strings"

	"teapot/model"
)

// kinds is a set of kinds, a bit for each.
type kinds uint16

const (
	classes    kinds = 1 << model.Class
	statuses   kinds = 1 << model.Status
	replies    kinds = 1 << model.Reply
	subjects   kinds = 1 << model.Subject
	enhanced   kinds = 1 << model.Enhanced
	fields     kinds = 1 << model.Field
	methods    kinds = 1 << model.Method
	commands   kinds = 1 << model.Command
	extensions kinds = 1 << model.Extension
	anyKind          = ^kinds(0)
)

func (s kinds) has(k model.Kind) bool { return s&(1<<k) != 0 }

// header reads one line "Name: value".
func (f *file) header(line string) {
	colon := strings.IndexByte(line, ':')
	if colon < 0 || colon+2 >= len(line) || line[colon+1] != ' ' || line[colon+2] == ' ' || line[len(line)-1] == ' ' {
		f.problem("", "not a header (want \"Name: value\"): %q", line)
		return
	}
	f.named(line[:colon], line[colon+2:])
}

// named reads a header: those that stand once go straight into the entry, the
// others into lists. It runs ten thousand times when the program starts.
func (f *file) named(name, value string) {
	e := f.entry
	switch name {
	case "Code":
		e.Code = f.once(name, value, e.Code)
	case "Name":
		e.Name = f.once(name, value, e.Name)
	case "Vendor":
		e.Vendor = f.once(name, value, e.Vendor)
	case "Summary":
		e.Summary = f.once(name, value, e.Summary)
	case "Keyword":
		f.keywords = f.once(name, value, f.keywords)
	case "Standing":
		f.standing(value)
	case "Spec":
		f.spec(value)
	case "Alias":
		f.aliases = append(f.aliases, value)
	case "Constant":
		f.constant(value)
	case "Field":
		f.field(value)
	case "Method":
		f.link(model.ToMethod, value)
	case "Command":
		f.command(value)
	case "Extension":
		f.link(model.ToExtension, value)
	case "Reply":
		f.link(model.ToReply, value)
	case "See":
		f.link(model.SeeAlso, value)
	default:
		f.fact(name, value)
	}
}

func (f *file) once(name, value, before string) string {
	if before != "" {
		f.problem(name, "given twice")
	}
	return value
}

func (f *file) standing(value string) {
	s, ok := model.ParseStanding(value)
	if !ok {
		f.problem("Standing", "unknown standing %q", value)
	}
	if f.entry.Standing != "" {
		f.problem("Standing", "given twice")
	}
	f.entry.Standing = s
}

func (f *file) spec(value string) {
	f.specs = append(f.specs, model.Spec(value))
	if f.suspect && !validSpec(value) {
		f.problem("Spec", "%q is neither \"RFC N, section S\" nor \"title; https://...\"", value)
	}
}

func (f *file) constant(value string) {
	language, name, ok := strings.Cut(value, " ")
	if !ok || f.suspect && !model.HasWord(model.Languages, language) {
		f.problem("Constant", "%q does not begin with one of: %s", value, model.Languages)
		return
	}
	f.constants = append(f.constants, model.Constant{Language: language, Name: name})
}

// link reads "target; reason".
func (f *file) link(r model.Relation, value string) {
	target, reason := cut(value)
	f.add(model.Link{Relation: r, Target: target, Reason: reason})
}

// field reads "target; direction; level; reason".
func (f *file) field(value string) {
	target, rest := cut(value)
	direction, rest := cut(rest)
	degree, reason := cut(rest)
	role, okRole := model.ParseFieldRole(direction)
	level, okLevel := model.ParseLevel(degree)
	if !okRole || !okLevel {
		f.problem("Field", "%q is not \"name; request or response; level; reason\" with a level of: %s",
			value, model.Levels)
		return
	}
	f.add(model.Link{Relation: model.ToField, Target: target, Role: role, Level: level, Reason: reason})
}

// command reads "target; outcome; reason" in a code, "target; reason" in an
// extension.
func (f *file) command(value string) {
	if f.entry.Kind == model.Extension {
		f.link(model.ToCommand, value)
		return
	}
	target, rest := cut(value)
	outcome, reason := cut(rest)
	role, ok := model.ParseOutcome(outcome)
	if !ok {
		f.problem("Command", "%q is not \"name; success, intermediate or error; reason\"", value)
		return
	}
	f.add(model.Link{Relation: model.ToCommand, Target: target, Role: role, Reason: reason})
}

// cut splits a value at its first "; ". Looking for one byte is several times
// faster than for two, and loading does it ten thousand times.
func cut(s string) (before, after string) {
	i := strings.IndexByte(s, ';')
	if i < 0 || i+1 >= len(s) || s[i+1] != ' ' {
		return s, ""
	}
	return s[:i], s[i+2:]
}

// add keeps a link. Embedded files write their targets in lower case.
func (f *file) add(l model.Link) {
	if !linkKinds(l.Relation).has(f.entry.Kind) {
		f.problem(l.Relation.String(), unknown, f.entry.Kind.Folder())
	}
	if f.suspect {
		l.Target = strings.ToLower(l.Target)
	}
	f.links = append(f.links, l)
}

const unknown = "unknown header for %s"

// linkKinds says which kinds of entries may hold a link of the relation.
func linkKinds(r model.Relation) kinds {
	switch r {
	case model.ToField:
		return statuses | classes
	case model.ToMethod:
		return statuses
	case model.ToCommand:
		return replies | enhanced | extensions
	case model.ToExtension:
		return replies | enhanced | commands
	case model.ToReply:
		return enhanced
	case model.SeeAlso:
		return anyKind
	}
	return 0
}

// fact reads the headers whose values are compared and filtered by.
func (f *file) fact(name, value string) {
	if !factKinds(name).has(f.entry.Kind) {
		f.problem(name, unknown, f.entry.Kind.Folder())
		return
	}
	if f.suspect && !model.ValidFact(f.entry.Protocol, f.entry.Kind, name, value) {
		f.problem(name, "%q is not one of: %s", value,
			model.FactValues(f.entry.Protocol, f.entry.Kind, name))
	}
	f.facts = append(f.facts, model.Fact{Name: name, Value: value})
}

// factKinds says which kinds of entries may state the fact.
func factKinds(name string) kinds {
	switch name {
	case model.FactAct:
		return classes | subjects | statuses | replies | enhanced
	case model.FactRetry:
		return classes | statuses | replies | enhanced
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

// validSpec accepts "RFC 9110, section 15.5.5", "RFC 5842" and "title; address".
func validSpec(s string) bool {
	if i := strings.LastIndexByte(s, ';'); i > 0 {
		return strings.HasPrefix(s[i:], "; http") && !strings.Contains(s[i+2:], " ")
	}
	rfc, ok := strings.CutPrefix(s, "RFC ")
	number, section, hasSection := strings.Cut(rfc, ", ")
	return ok && model.IsNumber(number) && (!hasSection || validSection(section))
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

// isSectionPart accepts "15" and "A".
func isSectionPart(s string) bool {
	return model.IsNumber(s) || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}
