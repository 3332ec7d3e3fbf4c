// Package help is the overlay that lists the keys. It is made from the
// bindings; nothing is typed twice.
//
// It must not know what the keys do.
package help

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"teapot/ui/render"
	"teapot/ui/theme"
)

// Section is a titled list of bindings.
type Section struct {
	Title string
	Keys  []key.Binding
}

// The overlay's frame: one column and row of border on each side, and a column
// of padding.
const (
	frameWidth  = 4
	frameHeight = 2
)

// Size returns the cells that the overlay needs to show everything.
func Size(sections []Section) (w, h int) {
	for _, l := range plain(sections) {
		w = max(w, render.Width(l.text()))
		h++
	}
	return w + frameWidth, h + frameHeight
}

// line is one line of the overlay: a title, or a key and what it does.
type line struct{ title, keys, does string }

func (l line) text() string {
	if l.keys == "" {
		return l.title
	}
	return render.Pad(l.keys, keyWidth) + l.does
}

const keyWidth = 18

// plain lists the lines; disabled bindings are left out.
func plain(sections []Section) []line {
	var lines []line
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, line{})
		}
		lines = append(lines, line{title: s.Title})
		for _, b := range s.Keys {
			if b.Enabled() {
				lines = append(lines, line{keys: b.Help().Key, does: b.Help().Desc})
			}
		}
	}
	return lines
}

// View draws the overlay in exactly w by h cells, from the line of that number;
// what does not fit is left out.
func View(sections []Section, w, h, from int, t theme.Theme) []string {
	if w <= frameWidth || h <= frameHeight {
		return nil
	}
	inner := w - frameWidth
	rule := strings.Repeat(t.Glyphs.Rule, w-2)
	out := make([]string, 0, h)
	out = append(out, t.Border.Render(t.Glyphs.Corners[0]+rule+t.Glyphs.Corners[1]))
	lines := plain(sections)
	lines = lines[min(from, max(len(lines)-(h-frameHeight), 0)):]
	side := t.Border.Render(t.Glyphs.Vertical)
	for i := range h - frameHeight {
		var l line
		if i < len(lines) {
			l = lines[i]
		}
		out = append(out, side+" "+styled(l, inner, t)+" "+side)
	}
	return append(out, t.Border.Render(t.Glyphs.Corners[2]+rule+t.Glyphs.Corners[3]))
}

func styled(l line, w int, t theme.Theme) string {
	if l.keys == "" {
		return t.Heading.Render(render.Fit(l.title, w, t.Glyphs.Ellipsis))
	}
	keys := render.Fit(l.keys, min(keyWidth, w), "")
	return t.Key.Render(keys) + render.Fit(l.does, w-render.Width(keys), t.Glyphs.Ellipsis)
}
