package list

import (
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// minName is the width that a name keeps beside a vendor; below that the vendor
// is left out.
const minName = 12

// item draws one row: sign, code, name, and at the right edge whose it is.
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
	m.code(&b, style, it, code)
	m.name(&b, style, it, room)
	if vendor != "" {
		b.WriteString(style.Dim.Render(" " + vendor))
	}
	b.WriteString(style.Text.Render(" "))
	return b.String()
}

// codeWidth is the width of the column of codes: three digits, or an enhanced
// code.
func codeWidth(e *model.Entry) int {
	if e.Kind == model.Enhanced {
		return len("5.7.708")
	}
	return len("404")
}

// tag says at the right edge what is special about a meaning: its vendor, or
// its standing unless that is the usual one.
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

func (m *Model) code(b *strings.Builder, style theme.Row, it Item, code string) {
	n := min(it.CodeMarks, len(code))
	b.WriteString(style.Match.Render(code[:n]))
	b.WriteString(style.Class(it.Code).Render(code[n:]))
}

// name draws the name in exactly room cells, with the matched characters marked.
func (m *Model) name(b *strings.Builder, style theme.Row, it Item, room int) {
	name := it.Entry.Name
	if clean := text.Clean(name); clean != name {
		name, it.Marks = clean, nil // the offsets are those of the other text
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

// run returns the end of the run of marked or unmarked characters that begins
// at start.
func run(name string, marks []int, start int) (end int, marked bool) {
	if len(marks) == 0 {
		return len(name), false
	}
	for i := range name[start:] {
		is := has(marks, start+i)
		if i == 0 {
			marked = is
		}
		if is != marked {
			return start + i, marked
		}
	}
	return len(name), marked
}

func has(marks []int, i int) bool {
	for _, m := range marks {
		if m == i {
			return true
		}
	}
	return false
}
