package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"teapot/model"
)

// jsonEntry is an entry as JSON. Scripts rely on the field names; schema.json describes
// them.
type jsonEntry struct {
	Protocol   string              `json:"protocol"`
	Kind       string              `json:"kind"`
	Code       string              `json:"code,omitempty"`
	Name       string              `json:"name"`
	Aliases    []string            `json:"aliases,omitempty"`
	Class      string              `json:"class,omitempty"`
	Standing   model.Standing      `json:"standing"`
	Vendor     string              `json:"vendor,omitempty"`
	Summary    string              `json:"summary"`
	Facts      map[string][]string `json:"facts,omitempty"`
	FactList   []jsonFact          `json:"factList,omitempty"`
	Fields     []jsonLink          `json:"fields,omitempty"`
	Methods    []jsonLink          `json:"methods,omitempty"`
	Commands   []jsonLink          `json:"commands,omitempty"`
	Extensions []jsonLink          `json:"extensions,omitempty"`
	Replies    []jsonLink          `json:"replies,omitempty"`
	See        []jsonLink          `json:"see,omitempty"`
	Constants  []jsonConstant      `json:"constants,omitempty"`
	Specs      []jsonSpec          `json:"specs"`
	Body       string              `json:"body,omitempty"`
}

// writeJSON writes the hits as a JSON array. It encodes and writes one entry at a time:
// the JSON of all entries is 2 MB, and a server would have to store it for every client
// that reads slowly.
func writeJSON(w io.Writer, c *model.Catalog, hits []model.Hit) error {
	if len(hits) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	var entry bytes.Buffer
	enc := json.NewEncoder(&entry)
	enc.SetIndent("  ", "  ") // each line of an entry is indented, because the entry is in an array
	enc.SetEscapeHTML(false)
	separator := "[\n  "
	for _, h := range hits {
		entry.Reset()
		entry.WriteString(separator)
		if err := enc.Encode(toJSON(c, h)); err != nil {
			return err
		}
		entry.Truncate(entry.Len() - 1) // the line break that Encode adds
		if _, err := w.Write(entry.Bytes()); err != nil {
			return err
		}
		separator = ",\n  "
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

// jsonFact is one value of a fact as JSON. FactList has the same facts as Facts, with more
// about each.
type jsonFact struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Custom bool   `json:"custom,omitempty"`
}

// jsonLink is a link of an entry as JSON.
type jsonLink struct {
	Name   string `json:"name"`
	Role   string `json:"role,omitempty"`
	Level  string `json:"level,omitempty"`
	If     string `json:"if,omitempty"`
	Reason string `json:"reason,omitempty"`
}

type jsonConstant struct {
	Language string `json:"language"`
	Name     string `json:"name"`
}

type jsonSpec struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
}

// toJSON returns the entry of a hit in the form in which --json prints it.
func toJSON(c *model.Catalog, h model.Hit) jsonEntry {
	e := h.Entry
	j := jsonEntry{
		Protocol: e.Protocol.String(),
		Kind:     e.Kind.String(),
		Code:     h.Code,
		Name:     e.Name,
		Aliases:  e.Aliases,
		Standing: e.Standing,
		Vendor:   e.Vendor,
		Summary:  e.Summary,
		Body:     e.Body(),
	}
	if class := c.ClassOf(e); class != nil {
		j.Class = class.Code
	}
	for _, f := range e.Facts {
		if j.Facts == nil {
			j.Facts = map[string][]string{}
		}
		name := strings.ToLower(f.Name)
		j.Facts[name] = append(j.Facts[name], f.Value)
		j.FactList = append(j.FactList, jsonFact{name, f.Value, f.Custom})
	}
	for _, l := range e.Links {
		list := j.links(l.Relation)
		*list = append(*list, jsonLink{linkName(c, e, l), l.Role.String(), l.Level.String(), l.Condition, l.Reason})
	}
	for _, k := range e.Constants {
		j.Constants = append(j.Constants, jsonConstant(k))
	}
	for _, s := range e.Specs {
		j.Specs = append(j.Specs, jsonSpec{s.Title(), s.URL()})
	}
	return j
}

// links returns the list of j that links of a relation belong to.
func (j *jsonEntry) links(r model.Relation) *[]jsonLink {
	switch r {
	case model.RelationField:
		return &j.Fields
	case model.RelationMethod:
		return &j.Methods
	case model.RelationCommand:
		return &j.Commands
	case model.RelationExtension:
		return &j.Extensions
	case model.RelationReply:
		return &j.Replies
	case model.RelationSee:
	}
	return &j.See
}

// linkName returns the code of the entry that a link leads to, or that entry's name if it
// has no code.
func linkName(c *model.Catalog, e *model.Entry, l model.Link) string {
	t := c.Target(e, l)
	switch {
	case t == nil:
		return l.Target
	case t.Code != "":
		return t.Code
	}
	return t.Name
}
