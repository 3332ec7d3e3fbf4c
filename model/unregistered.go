package model

import (
	"slices"
	"strings"
)

// Unregistered returns pages for a code that no entry has: for a number such as 477 the
// page of HTTP, and that of SMTP if the first digit is from 2 to 5; for an enhanced code
// one page. The entries of the pages are new, and not part of the catalog. Unregistered
// returns nil if an entry has the code, and for a text that is not a code.
func (c *Catalog) Unregistered(code string) []Hit {
	if len(c.FindCode(code)) > 0 {
		return nil
	}
	var hits []Hit
	for _, k := range []Kind{Status, Reply, Enhanced} {
		if e := c.UnregisteredEntry(k, code); e != nil {
			hits = append(hits, Hit{e, e.Code})
		}
	}
	return hits
}

// UnregisteredEntry returns the page of a code that no entry of the kind has. It says that
// nobody has registered the code, what its class means, and which codes are near it. The
// result is nil if the text is not a code of the kind.
func (c *Catalog) UnregisteredEntry(k Kind, code string) *Entry {
	code = strings.ToUpper(strings.TrimSpace(code))
	_, isEnhanced := ParseEnhanced(code)
	isNumber := len(code) == 3 && IsNumber(code)
	switch {
	case k == Enhanced && isEnhanced:
	case k == Status && isNumber:
	case k == Reply && isNumber && code[0] >= '2' && code[0] <= '5':
	default:
		return nil
	}
	e := &Entry{
		Protocol: k.Protocol(), Kind: k, Stem: strings.ToLower(code), Code: code, Name: "Not registered",
		Standing: Unused, body: unregisteredBody{},
	}
	c.describe(e)
	c.addNeighbors(e)
	return e
}

// describe sets the summary, the specifications, the facts and the links to the class of an
// entry without a code of its own.
func (c *Catalog) describe(e *Entry) {
	class := e.Code[:1]
	switch {
	case e.Kind == Status && classCode(Status, e.Code) == OtherClass:
		e.Summary = e.Code + " is not a valid HTTP status code; a client handles it like a 5xx."
		e.Specs = []Spec{"RFC 9110, section 15"}
		c.addFacts(e, "5xx")
		c.addSee(e, Class, "5xx", "a client handles "+e.Code+" as if it were one of these")
		c.addSee(e, Class, OtherClass, "other numbers that are not valid")
	case e.Kind == Status:
		e.Summary = "No registry and no known vendor explains " + e.Code + "; a client has to treat it like " + class + "00."
		e.Specs = []Spec{"RFC 9110, section 15"}
		c.addFacts(e, class+"xx")
		if class != "1" {
			e.Facts = append(e.Facts, Fact{Name: FactCacheable, Value: "explicit"})
		}
		c.addSee(e, Status, class+"00", "a client that does not know "+e.Code+" treats it like this code")
		c.addSee(e, Class, class+"xx", "what the first digit says")
	case e.Kind == Reply:
		e.Summary = "No registry and no known provider explains " + e.Code + "; its first digit still says " + replyOutcome(class) + "."
		e.Specs = []Spec{"RFC 5321, section 4.3.2", "RFC 5321, section 4.2.1"}
		c.addFacts(e, class+"yz")
		c.addSee(e, Class, class+"yz", "what the first digit says")
	default:
		c.describeEnhanced(e)
	}
}

// describeEnhanced does what describe does, for an enhanced code. With the class X, a
// provider may have explained the same subject and detail with another class.
func (c *Catalog) describeEnhanced(e *Entry) {
	code, _ := ParseEnhanced(e.Code)
	e.Summary = "No registry and no known provider explains " + e.Code + "; its class and subject still have a meaning."
	if code.Class == "X" {
		e.Summary = "No registry explains " + e.Code + "; its subject still has a meaning, and a provider may use it with one class."
	}
	e.Specs = []Spec{"RFC 3463, section 2"}
	c.addFacts(e, code.Class+".y.z")
	for _, class := range []string{"5", "4", "2"} {
		for _, h := range c.FindCode(WithClass(code.Pattern(), class)) {
			c.addSee(e, Enhanced, h.Entry.Stem, "the same subject and detail with the class "+class)
		}
	}
	c.addSee(e, Class, code.Class+".y.z", "what the class says")
	c.addSee(e, Subject, "x."+code.Subject, "what the subject says")
}

// replyOutcome says in words what the first digit of an SMTP reply code means.
func replyOutcome(class string) string {
	switch class {
	case "2":
		return "that the command succeeded"
	case "3":
		return "that the server waits for more"
	case "4":
		return "that the failure is temporary"
	}
	return "that the failure is permanent"
}

// addFacts gives the entry the facts of the class with the stem: who has to act, and whether
// to try again.
func (c *Catalog) addFacts(e *Entry, stem string) {
	class := c.Get(e.Protocol, Class, stem)
	if class == nil {
		return
	}
	for _, f := range class.Facts {
		if f.Name == FactAct || f.Name == FactRetry {
			e.Facts = append(e.Facts, f)
		}
	}
}

// addSee adds a See link to an entry, if the catalog has the target and the entry has no
// link to it yet.
func (c *Catalog) addSee(e *Entry, k Kind, stem, reason string) {
	known := slices.ContainsFunc(e.Links, func(l Link) bool { return l.Target == stem })
	if !known && c.Get(e.Protocol, k, stem) != nil {
		e.Links = append(e.Links, Link{Relation: RelationSee, Target: stem, Reason: reason})
	}
}

// addNeighbors adds links to the nearest codes below and above the code of the entry. Of the
// status codes and the reply codes, these are registered codes of the same class. Of the
// enhanced codes, they have the same class and subject, and may be those of a provider,
// because there are few others with large numbers.
func (c *Catalog) addNeighbors(e *Entry) {
	prefix, number, ok := splitCode(e.Code)
	if !ok || classCode(e.Kind, e.Code) == OtherClass {
		return
	}
	var below, above *Entry
	lowest, highest := -1, 1000
	for _, o := range c.kinds[e.Protocol][e.Kind] {
		first, last, ok := numbersOf(o, prefix)
		if !ok || !isNeighbor(e, o) {
			continue
		}
		if last < number && last > lowest {
			below, lowest = o, last
		}
		if first > number && first < highest {
			above, highest = o, first
		}
	}
	c.addNeighbor(e, below, "below")
	c.addNeighbor(e, above, "above")
}

// isNeighbor reports whether the page of e, which no entry describes, may link to o as a code
// that is near it.
func isNeighbor(e, o *Entry) bool {
	return classCode(o.Kind, o.Code) == classCode(e.Kind, e.Code) && (e.Kind == Enhanced || o.Standing.isRegistered())
}

// addNeighbor adds a link to the nearest code in a direction, if there is one.
func (c *Catalog) addNeighbor(e, neighbor *Entry, direction string) {
	if neighbor == nil {
		return
	}
	word := "registered"
	if e.Kind == Enhanced {
		word = "known"
	}
	c.addSee(e, e.Kind, neighbor.Stem, "the nearest "+word+" code "+direction+": "+neighbor.Name)
}

// numbersOf returns the numbers of the first and the last code of an entry, which are equal
// if its code is not a range. It returns false if the entry has no code that begins with
// the prefix.
func numbersOf(e *Entry, prefix string) (first, last int, ok bool) {
	r, isRange := ParseRange(e.Code)
	if !isRange {
		var number int
		r.prefix, number, ok = splitCode(e.Code)
		r.first, r.last = number, number
	}
	return r.first, r.last, (isRange || ok) && r.hasClass(prefix)
}

// isRegistered reports whether IANA or an RFC has the code of an entry with the standing.
func (s Standing) isRegistered() bool { return s != Unofficial && s != Draft }
