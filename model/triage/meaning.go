package triage

import "teapot/model"

// Meaning is what the catalog says about a code.
type Meaning struct {
	// Entry is the page of the code. It is nil for an unknown code: one that the
	// catalog does not have.
	Entry *model.Entry
	// Classes are the pages that still apply to an unknown code: its class, and for
	// an enhanced code its class and its subject. Either page may be missing.
	Classes []*model.Entry
}

// MeaningOf returns the meaning of a code. Where a number has several meanings it
// takes the usual one; see [model.Catalog.Meaning].
func MeaningOf(c *model.Catalog, k model.Kind, code string) Meaning {
	if e := c.Meaning(k, code); e != nil {
		return Meaning{Entry: e}
	}
	if k == model.Enhanced {
		return Meaning{Classes: c.EnhancedParts(code)}
	}
	if class := c.ClassOfCode(k, code); class != nil {
		return Meaning{Classes: []*model.Entry{class}}
	}
	return Meaning{}
}

// Actors returns who has to act on the code, in the words of [model.FactAct]. For an
// unknown code it goes by the class. It returns nil if nobody has to act, or if the
// catalog does not say who.
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
