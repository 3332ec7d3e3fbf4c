package list

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// minName is the width that must be left for the name, or the vendor beside it is
// left out.
const minName = 12

// item draws one row: cursor and star, code, name, and the vendor at the right
// edge.
func (m *Model) item(it Item, selected bool) string {
	style, sign := m.theme.Row, "  "
	switch {
	case selected && m.focused:
		style, sign = m.theme.Selected, m.theme.Glyphs.Cursor+" "
	case selected:
		style, sign = m.theme.Unfocused, m.theme.Glyphs.Cursor+" "
	}
	if m.starred != nil && m.starred(it.Entry) {
		sign = strings.TrimSuffix(sign, " ") + m.theme.Glyphs.Star
	}
	code := ""
	if it.Code != "" {
		code = text.Fit(it.Code, codeWidth(it.Entry), "") + " "
	}
	room := m.w - 2 - text.Width(code) - 1
	if room < 1 {
		return style.Text.Render(text.Fit(it.Code, m.w, ""))
	}
	vendor := tag(it.Entry)
	if vendor != "" && room-text.Width(vendor)-1 < minName {
		vendor = ""
	}
	if vendor != "" {
		room -= text.Width(vendor) + 1
	}
	var b strings.Builder
	b.WriteString(style.Text.Render(sign))
	writeCode(&b, style, it, code)
	m.writeName(&b, style, it, room)
	if vendor != "" {
		b.WriteString(style.Dim.Render(" " + vendor))
	}
	b.WriteString(style.Text.Render(" "))
	return b.String()
}

// codeWidth returns the width of the column of codes: that of three digits, or of
// an enhanced code.
func codeWidth(e *model.Entry) int {
	if e.Kind == model.Enhanced {
		return len("5.7.708")
	}
	return len("404")
}

// tag returns what is shown at the right edge: the vendor, or the standing if it
// is not the usual one.
func tag(e *model.Entry) string {
	switch {
	case e.Vendor == "various":
		return "unofficial"
	case e.Vendor != "":
		return text.Clean(e.Vendor)
	case e.Standing != model.Standard:
		return string(e.Standing)
	}
	return ""
}

// writeCode draws the code, with the part that matched highlighted.
func writeCode(b *strings.Builder, style theme.Row, it Item, code string) {
	n := min(it.CodeMarks, len(code))
	b.WriteString(style.Match.Render(code[:n]))
	b.WriteString(style.Class(it.Code).Render(code[n:]))
}

// writeName draws the name in exactly room cells, with the characters that matched
// highlighted.
func (m *Model) writeName(b *strings.Builder, style theme.Row, it Item, room int) {
	name := it.Entry.Name
	if clean := text.Clean(name); clean != name {
		name, it.Marks = clean, nil // the offsets are wrong in the cleaned name
	}
	name = text.Fit(name, room, m.theme.Glyphs.Ellipsis)
	for start := 0; start < len(name); {
		end, marked := run(name, it.Marks, start)
		part := style.Text
		if marked {
			part = style.Match
		}
		b.WriteString(part.Render(name[start:end]))
		start = end
	}
}

// run returns the end of the run of characters from start that are all marked, or
// all unmarked.
func run(name string, marks []int, start int) (end int, marked bool) {
	if len(marks) == 0 {
		return len(name), false
	}
	marked = slices.Contains(marks, start)
	for i := range name[start:] {
		if slices.Contains(marks, start+i) != marked {
			return start + i, marked
		}
	}
	return len(name), marked
}
