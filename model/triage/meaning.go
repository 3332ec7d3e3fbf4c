package triage

import "teapot/model"

// Meaning is what the catalog says about a code.
type Meaning struct {
	// Entry is the page of the code. It is nil if the catalog does not have the code.
	Entry *model.Entry
	// Unregistered is a page which says that nobody has registered the code. It is nil if
	// Entry is set, and for a code that the protocol cannot have.
	Unregistered *model.Entry
	// Classes are the pages that say something about a code without an entry: the page
	// of its class, and for an enhanced code also the page of its subject. It has only
	// the pages that exist, and is nil if Entry is set.
	Classes []*model.Entry
}

// MeaningOf returns the meaning of a code. If the catalog has several meanings of the
// code, it returns the most usual one; see [model.Catalog.Meaning].
func MeaningOf(c *model.Catalog, k model.Kind, code string) Meaning {
	if e := c.Meaning(k, code); e != nil {
		return Meaning{Entry: e}
	}
	m := Meaning{Unregistered: c.UnregisteredEntry(k, code)}
	if k == model.Enhanced {
		m.Classes = c.EnhancedParts(code)
	} else if class := c.ClassOfCode(k, code); class != nil {
		m.Classes = []*model.Entry{class}
	}
	return m
}

// Actors returns who has to do something about the code, such as "server". These are the
// values of [model.FactAct] in the entry, or in the first class page if the code has no
// entry. It returns nil if nobody has to act, or if the catalog does not say who has to.
func (m Meaning) Actors() []string {
	e := m.Entry
	if e == nil && len(m.Classes) > 0 {
		e = m.Classes[0]
	}
	if e == nil {
		return nil
	}
	var actors []string
	for _, f := range e.Facts {
		if f.Name == model.FactAct && f.Value != "nobody" {
			actors = append(actors, f.Value)
		}
	}
	return actors
}
