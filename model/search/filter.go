package search

import (
	"slices"
	"strings"

	"teapot/model"
)

// filter is a part of a query such as vendor:nginx. It selects the entries with a property.
type filter struct{ key, value string }

// Filters returns the keys that a filter can have, such as "vendor".
func Filters() []string {
	return []string{
		"class", "header", "field", "method", "command", "extension", "vendor", "rfc", "is", "retry", "act", "protocol",
	}
}

// parseFilter parses "key:value". It returns false if the word has another form or an unknown
// key.
func parseFilter(word string) (filter, bool) {
	key, value, ok := strings.Cut(strings.ToLower(word), ":")
	if !ok || value == "" || !slices.Contains(Filters(), key) {
		return filter{}, false
	}
	if key == "header" {
		key = "field"
	}
	return filter{key, value}, true
}

// keeps reports whether the entry has the property that the filter asks for.
func (f filter) keeps(c *model.Catalog, e *model.Entry) bool {
	switch f.key {
	case "class":
		class := c.ClassOf(e)
		return class != nil && sameClass(strings.ToLower(class.Code), strings.TrimSuffix(f.value, ".x"))
	case "field":
		return linksTo(e, model.RelationField, f.value)
	case "method":
		return linksTo(e, model.RelationMethod, f.value)
	case "command":
		return linksTo(e, model.RelationCommand, f.value)
	case "extension":
		return linksTo(e, model.RelationExtension, f.value)
	case "vendor":
		return strings.Contains(strings.ToLower(e.Vendor), f.value)
	case "rfc":
		return cites(e, f.value)
	case "is":
		return string(e.Standing) == f.value || e.Kind.String() == f.value
	case "retry":
		return hasFact(e, model.FactRetry, f.value)
	case "act":
		return hasFact(e, model.FactAct, f.value)
	case "protocol":
		return e.Protocol.String() == f.value
	}
	return false
}

// linksTo reports whether one of the entry's links has this relation and this target. A
// target is the file stem of the linked entry.
func linksTo(e *model.Entry, r model.Relation, target string) bool {
	return slices.ContainsFunc(e.Links, func(l model.Link) bool { return l.Relation == r && l.Target == target })
}

// cites reports whether one of the entry's specifications is the RFC with the number, or a
// section of it.
func cites(e *model.Entry, number string) bool {
	return slices.ContainsFunc(e.Specs, func(s model.Spec) bool {
		section, ok := strings.CutPrefix(string(s), "RFC "+number)
		return ok && (section == "" || section[0] == ',')
	})
}

// hasFact reports whether the entry has the fact with exactly this value.
func hasFact(e *model.Entry, name, value string) bool {
	return slices.ContainsFunc(e.Facts, func(f model.Fact) bool { return f.Name == name && f.Value == value })
}
