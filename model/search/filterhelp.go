package search

import (
	"strings"

	"teapot/model"
)

// FilterHelp explains one filter to the user.
type FilterHelp struct {
	Example string // such as "retry:later"
	Meaning string // what the filter selects, and its values if there are few
}

// FiltersHelp explains every filter. The values of filters for facts are those of package
// model, with the words that pages show.
func FiltersHelp() []FilterHelp {
	return []FilterHelp{
		{"class:4xx", "codes of a class; class:x.7, of a subject"},
		{"header:retry-after", "codes that go with a header; field: is the same"},
		{"method:put", "codes that go with a method"},
		{"command:rcpt", "replies to an SMTP command"},
		{"extension:size", "codes that an SMTP extension adds"},
		{"vendor:nginx", "codes of a vendor"},
		{"rfc:9110", "entries that cite an RFC"},
		{"is:unofficial", "standard, temporary, obsolete, unused, draft or unofficial"},
		{"is:field", "status, class, field, method, command or extension"},
		{"retry:later", factHelp(model.FactRetry)},
		{"act:client", factHelp(model.FactAct)},
		{"protocol:smtp", "http or smtp"},
	}
}

// factHelp explains a filter for a fact: its label on a page, and all values of both
// protocols.
func factHelp(name string) string {
	var values []string
	for _, k := range []model.Kind{model.Status, model.Reply} {
		for value := range strings.FieldsSeq(model.FactValues(k.Protocol(), k, name)) {
			if !model.HasWord(strings.Join(values, " "), value) {
				values = append(values, value)
			}
		}
	}
	return model.FactLabel(model.Status, name) + ": " + strings.Join(values, ", ")
}
