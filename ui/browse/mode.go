package browse

// mode says which part of the browser handles the keys. Code that depends on the mode has
// an exhaustive switch over it: for keys, clicks, the mouse wheel, pastes, the hints in the
// bottom line, the header and the frame.
type mode uint8

const (
	listMode    mode = iota // keys go to the list
	readMode                // keys go to the page
	typeMode                // keys go to the search box
	compareMode             // keys go to the comparison of two entries
	pickMode                // keys go to the overlay that asks the user to choose
	helpMode                // keys go to the overlay that lists the keys
)

// mode returns the current mode. If an overlay is open, that is the mode of the overlay.
func (m *Model) mode() mode {
	switch {
	case m.isHelpOpen:
		return helpMode
	case m.picker.Open():
		return pickMode
	}
	return m.baseMode()
}

// baseMode returns the mode that the browser would have if no overlay were open. The
// header and the panes are drawn for this mode, because they are visible behind an
// overlay.
func (m *Model) baseMode() mode {
	switch {
	case m.isComparing():
		return compareMode
	case m.isTyping:
		return typeMode
	case m.focus == detailPane:
		return readMode
	}
	return listMode
}

// pane names one of the two panes that can have the focus.
type pane uint8

const (
	listPane pane = iota
	detailPane
)

// setFocus moves the focus to a pane. If the user was typing in the search box, that ends.
func (m *Model) setFocus(p pane) {
	m.focus, m.isTyping = p, false
	m.updateFocus()
}

// updateFocus tells each pane whether it has the focus.
func (m *Model) updateFocus() {
	for i := range m.lists {
		m.lists[i].SetFocused(m.focus == listPane)
	}
	m.detail.SetFocused(m.focus == detailPane && !m.isTyping)
}
