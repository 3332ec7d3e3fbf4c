package list

import (
	"slices"
	"strings"

	"teapot/model"
	"teapot/ui/text"
	"teapot/ui/theme"
)

// minNameWidth is the least number of cells for the name of an entry in a row that also
// shows a tag. If there are fewer, the row leaves out the tag.
const minNameWidth = 12

// drawItem draws the row of an entry: the cursor and the star, the code, the name, and the
// tag at the right edge.
func (m *Model) drawItem(it Item, selected bool) string {
	style, sign := m.theme.Row, "  "
	switch {
	case selected && m.focused:
		style, sign = m.theme.Selected, m.theme.Glyphs.Cursor+" "
	case selected:
		style, sign = m.theme.Unfocused, m.theme.Glyphs.Cursor+" "
	}
	if m.isStarred != nil && m.isStarred(it.Entry) {
		sign = strings.TrimSuffix(sign, " ") + m.theme.Glyphs.Star
	}
	code := ""
	if it.Code != "" {
		code = text.Fit(it.Code, m.codeWidth(it), "") + " "
	}
	nameWidth := m.w - 2 - text.Width(code) - 1
	if nameWidth < 1 {
		return style.Text.Render(text.Fit(it.Code, m.w, ""))
	}
	tag := entryTag(it.Entry)
	if tag != "" && nameWidth-text.Width(tag)-1 < minNameWidth {
		tag = ""
	}
	if tag != "" {
		nameWidth -= text.Width(tag) + 1
	}
	var b strings.Builder
	b.WriteString(style.Text.Render(sign))
	writeCode(&b, style, it, code)
	m.writeName(&b, style, it, nameWidth)
	if tag != "" {
		b.WriteString(style.Dim.Render(" " + tag))
	}
	b.WriteString(style.Text.Render(" "))
	return b.String()
}

// codeWidth returns the number of cells that the code takes in the row of an item: three
// digits, or an enhanced code with all its digits. A range or a sub-status of a code is
// longer. It takes as much as it needs, if enough is left for the name.
func (m *Model) codeWidth(it Item) int {
	width := len("404")
	if it.Entry.Kind == model.Enhanced {
		width = len("5.7.708")
	}
	if n := text.Width(it.Code); n > width && it.Entry.Kind.IsCode() && m.w-n-4 >= minNameWidth {
		return n
	}
	return width
}

// entryTag returns the tag at the right edge of the row of an entry: the vendor, or the
// standing if the entry is not standard. It is "" for most entries.
func entryTag(e *model.Entry) string {
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

// writeCode draws the code. It highlights the first bytes, which matched the search.
func writeCode(b *strings.Builder, style theme.Row, it Item, code string) {
	n := min(it.CodeMarks, len(code))
	b.WriteString(style.Match.Render(code[:n]))
	b.WriteString(style.Class(it.Code).Render(code[n:]))
}

// writeName draws the name in exactly width cells. It highlights the characters that
// matched the search.
func (m *Model) writeName(b *strings.Builder, style theme.Row, it Item, width int) {
	name := it.Entry.Name
	if clean := text.Clean(name); clean != name {
		name, it.Marks = clean, nil // the marks are offsets in the original name
	}
	name = text.Fit(name, width, m.theme.Glyphs.Ellipsis)
	for start := 0; start < len(name); {
		end, isMarked := nextRun(name, it.Marks, start)
		partStyle := style.Text
		if isMarked {
			partStyle = style.Match
		}
		b.WriteString(partStyle.Render(name[start:end]))
		start = end
	}
}

// nextRun returns the end of the longest part of name that begins at start and whose
// characters are either all marked or all not marked. isMarked says which of the two.
// marks are the byte offsets of the marked characters.
func nextRun(name string, marks []int, start int) (end int, isMarked bool) {
	if len(marks) == 0 {
		return len(name), false
	}
	isMarked = slices.Contains(marks, start)
	for i := range name[start:] {
		if slices.Contains(marks, start+i) != isMarked {
			return start + i, isMarked
		}
	}
	return len(name), isMarked
}
